"""Who may sign for whom, who is on call, and in which form and for whom a dossier was signed.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

FORMS = "form IN ('deputy', 'acting', 'by_order', 'by_authority', 'collective_deputy')"


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "delegations",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("agency_id", "principal_id", "deputy_id")),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("policies", sa.JSON(), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=True),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        *_made(),
        sa.CheckConstraint(FORMS, name=op.f("ck_delegations_form_known")),
        sa.CheckConstraint("principal_id <> deputy_id", name=op.f("ck_delegations_to_another")),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_delegations_days_in_order")),
        sa.CheckConstraint("document <> ''", name=op.f("ck_delegations_with_document")),
        *_keys("delegations", agency_id="agencies", principal_id="users", deputy_id="users", created_by="users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )
    op.create_index("ix_delegations_agency_id", "delegations", ["agency_id", "last_on"])
    op.create_table(
        "on_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("agency_id", "user_id")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("begins_at", "ends_at")),
        sa.Column("phone", sa.String(32), nullable=False),
        *_made(),
        sa.CheckConstraint("begins_at < ends_at", name=op.f("ck_on_calls_hours_in_order")),
        *_keys("on_calls", agency_id="agencies", user_id="users", created_by="users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_calls")),
    )
    op.create_index("ix_on_calls_agency_id", "on_calls", ["agency_id", "begins_at"])
    op.add_column("dossiers", sa.Column("signed_form", sa.String(32), nullable=False, server_default=""))
    op.add_column("dossiers", sa.Column("signed_for", sa.Integer(), nullable=True))


def _made() -> tuple[sa.Column, ...]:
    return (
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
    )


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}_{other}"))
        for name, other in columns.items()
    ]


def downgrade() -> None:
    """Going back is restoring a backup."""
