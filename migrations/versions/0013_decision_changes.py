"""Decisions that amend or revoke an earlier one, the lines they take out, and who did what on them.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import change_statements

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ON_ITS_WAY = sa.text("state NOT IN ('issued', 'refused')")
STATES = "'draft', 'submitted', 'reviewed', 'signed', 'issued', 'returned', 'refused'"
DUTIES = "'prepare', 'review', 'sign', 'issue', 'control', 'approve_payment', 'pay'"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _changes()
    _lines()
    _duties()
    for statement in change_statements(op.get_bind().dialect.name):
        op.execute(statement)


def _changes() -> None:
    op.create_table(
        "decision_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("sent_back", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("full_number", sa.String(length=64), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=True),
        sa.Column("verify_code", sa.String(length=32), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("renderer", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('amend', 'revoke')", name=op.f("ck_decision_changes_kind_known")),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_decision_changes_state_known")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_decision_changes_with_reason")),
        sa.CheckConstraint(
            "state <> 'issued' OR (entry_id IS NOT NULL AND content IS NOT NULL)",
            name=op.f("ck_decision_changes_issued_whole"),
        ),
        *_keys(
            "decision_changes",
            ("agency_id", "agencies"),
            ("created_by", "users"),
            ("decision_id", "decisions"),
            ("entry_id", "documents_out"),
            ("signed_by", "users"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_changes")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_decision_changes_entry_id")),
        sa.UniqueConstraint("verify_code", name=op.f("uq_decision_changes_verify_code")),
    )
    op.create_index("ix_decision_changes_decision_id", "decision_changes", ["decision_id"])
    op.create_index("ix_decision_changes_agency_id_state", "decision_changes", ["agency_id", "state", "id"])
    op.create_index(
        "uq_decision_changes_open",
        "decision_changes",
        ["decision_id"],
        unique=True,
        sqlite_where=ON_ITS_WAY,
        postgresql_where=ON_ITS_WAY,
    )


def _lines() -> None:
    op.create_table(
        "change_lines",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("treatment", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("treatment IN ('cancel', 'recover', 'none')", name=op.f("ck_change_lines_treatment_known")),
        *_keys("change_lines", ("change_id", "decision_changes"), ("line_id", "decision_lines")),
        sa.PrimaryKeyConstraint("change_id", "line_id", name=op.f("pk_change_lines")),
    )
    op.create_index("ix_change_lines_line_id", "change_lines", ["line_id"])


def _duties() -> None:
    op.create_table(
        "change_duties",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.CheckConstraint(f"duty IN ({DUTIES})", name=op.f("ck_change_duties_duty_known")),
        *_keys("change_duties", ("change_id", "decision_changes"), ("user_id", "users")),
        sa.PrimaryKeyConstraint("change_id", "user_id", "duty", name=op.f("pk_change_duties")),
    )


def _keys(table: str, *pairs: tuple[str, str]) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}_{other}"))
        for name, other in pairs
    )


def downgrade() -> None:
    """Going back is restoring a backup."""
