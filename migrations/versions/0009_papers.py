"""Papers of the process beside the decision, and the templates an office made its own.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import paper_statements

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OWNERS = ("incident_id", "case_id", "dossier_id", "payout_id")
TARGETS = {
    "agency_id": "agencies",
    "incident_id": "incidents",
    "case_id": "cases",
    "dossier_id": "dossiers",
    "payout_id": "payouts",
    "template_id": "paper_templates",
}


def upgrade() -> None:
    """Bring the tables to this revision."""
    _templates()
    _papers()
    for name in OWNERS:
        op.create_index(f"ix_papers_{name}", "papers", [name])
    with op.batch_alter_table("agencies") as table:
        table.add_column(sa.Column("word_copies", sa.Boolean(), nullable=False, server_default=sa.false()))
    for statement in paper_statements(op.get_bind().dialect.name):
        op.execute(statement)


def _keys(table: str, *names: str) -> list[sa.ForeignKeyConstraint]:
    targets = {name: TARGETS.get(name, "users") for name in names}
    return [
        sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}_{target}"))
        for name, target in targets.items()
    ]


def _templates() -> None:
    op.create_table(
        "paper_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adopted_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "adopted_by IS NULL OR adopted_by <> created_by", name=op.f("ck_paper_templates_adopted_by_another")
        ),
        *_keys("paper_templates", "agency_id", "adopted_by", "withdrawn_by", "created_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_templates")),
        sa.UniqueConstraint("agency_id", "kind", "number", name="uq_paper_templates_number"),
    )


def _papers() -> None:
    op.create_table(
        "papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in OWNERS),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        *_frozen(),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        *_checks(),
        *_keys("papers", "agency_id", *OWNERS, "template_id", "final_by", "voided_by", "created_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
    )


def _frozen() -> list[sa.Column]:
    return [
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=True),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=64), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("final_by", sa.Integer(), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("renderer", sa.String(length=200), nullable=False),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _checks() -> list[sa.CheckConstraint]:
    one = " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in OWNERS)
    rules = {
        "state_known": "state IN ('draft', 'final', 'void')",
        "one_subject": f"({one}) = 1",
        "final_with_content": "state <> 'final' OR content IS NOT NULL",
        "void_with_reason": "state <> 'void' OR void_reason <> ''",
        "number_when_final": "number IS NULL OR content IS NOT NULL",
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_papers_{name}")) for name, rule in rules.items()]


def downgrade() -> None:
    """Going back is restoring a backup."""
