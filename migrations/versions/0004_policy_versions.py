"""Policies in versions, entered and confirmed by two people; norms confirmed by a second person.

The stored policies get their version 1 when the catalogue is brought in (aid/services/policies.py), with an event.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import policy_statements

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    _versions()
    _policies()
    _norms()
    for statement in policy_statements(op.get_bind().dialect.name):
        op.execute(statement)


def _text_columns() -> list[sa.Column]:
    return [
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=True),
        sa.Column("media_type", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
    ]


def _versions() -> None:
    people = ("created_by", "confirmed_by", "discarded_by")
    op.create_table(
        "policy_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        *_text_columns(),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("discarded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name=op.f("fk_policy_versions_policy_id_policies")),
        *(
            sa.ForeignKeyConstraint([name], ["users.id"], name=op.f(f"fk_policy_versions_{name}_users"))
            for name in people
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_versions")),
        sa.UniqueConstraint("policy_id", "number", name="uq_policy_versions_number"),
    )


def _policies() -> None:
    known = sa.CheckConstraint("state IN ('draft', 'confirmed', 'ended')", name=op.f("ck_policies_state_known"))
    with op.batch_alter_table("policies", table_args=_on_sqlite(known)) as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("ended_reason", sa.Text(), nullable=False, server_default=""))
        table.create_foreign_key(op.f("fk_policies_owner_id_agencies"), "agencies", ["owner_id"], ["id"])


def _norms() -> None:
    checks = (
        sa.CheckConstraint("scope IN ('central', 'city')", name=op.f("ck_norms_scope_known")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_norms_amount_positive")),
    )
    with op.batch_alter_table("norms", table_args=_on_sqlite(*checks)) as table:
        for column in _text_columns():
            table.add_column(column)
        table.create_foreign_key(op.f("fk_norms_confirmed_by_users"), "users", ["confirmed_by"], ["id"])


def _on_sqlite(*checks: sa.CheckConstraint) -> tuple[sa.CheckConstraint, ...]:
    """SQLite builds the table anew to add a foreign key, and the checks are not read from the old one."""
    return checks if op.get_bind().dialect.name == "sqlite" else ()


def downgrade() -> None:
    """Going back is restoring a backup."""
