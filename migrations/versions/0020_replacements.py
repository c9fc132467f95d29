"""Dossiers that replace an issued decision, what becomes of its lines, and what is granted anew.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TREATMENTS = "treatment IN ('cancel', 'keep', 'recover', 'none')"


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "replacements",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_replacements_with_reason")),
        *_keys("replacements", dossier_id="dossiers.id", decision_id="decisions.id", created_by="users.id"),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_replacements")),
    )
    is_open = sa.text("is_open")
    op.create_index(
        "uq_replacements_open", "replacements", ["decision_id"], unique=True, sqlite_where=is_open,
        postgresql_where=is_open,
    )  # fmt: skip
    op.create_table(
        "replaced_lines",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("treatment", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(TREATMENTS, name=op.f("ck_replaced_lines_treatment_known")),
        *_keys("replaced_lines", dossier_id="replacements.dossier_id", line_id="decision_lines.id"),
        sa.PrimaryKeyConstraint("dossier_id", "line_id", name=op.f("pk_replaced_lines")),
    )
    op.create_index("ix_replaced_lines_line_id", "replaced_lines", ["line_id"])
    op.create_table(
        "regrants",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("dossier_id", "entitlement_id", "line_id")),
        *_keys(
            "regrants", dossier_id="replacements.dossier_id", entitlement_id="entitlements.id",
            line_id="decision_lines.id",
        ),
        sa.PrimaryKeyConstraint("dossier_id", "entitlement_id", name=op.f("pk_regrants")),
    )  # fmt: skip
    op.create_index("ix_regrants_entitlement_id", "regrants", ["entitlement_id"])


def _keys(table: str, **targets: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}_{target.partition('.')[0]}"))
        for column, target in targets.items()
    )


def downgrade() -> None:
    """Going back is restoring a backup."""
