"""The role a turn on call carries, in whose place; and in which form, for whom a change of a decision was signed.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ROLES = "role IN ('approver', 'clerk', 'officer', 'one_stop', 'reviewer')"
KEYS = {"on_call_id": "on_calls", "agency_id": "agencies", "user_id": "users", "for_id": "users", "created_by": "users"}


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "turn_roles",
        sa.Column("on_call_id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("agency_id", "user_id", "for_id")),
        sa.Column("role", sa.String(32), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("begins_at", "ends_at")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(ROLES, name=op.f("ck_turn_roles_role_known")),
        sa.CheckConstraint("user_id <> for_id", name=op.f("ck_turn_roles_for_another")),
        sa.CheckConstraint("begins_at < ends_at", name=op.f("ck_turn_roles_hours_in_order")),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_turn_roles_{name}_{table}"))
            for name, table in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("on_call_id", name=op.f("pk_turn_roles")),
    )
    op.create_index("ix_turn_roles_user_id", "turn_roles", ["user_id", "ends_at"])
    op.create_index("ix_turn_roles_agency_id", "turn_roles", ["agency_id", "ends_at"])
    op.add_column("decision_changes", sa.Column("signed_form", sa.String(32), nullable=False, server_default=""))
    op.add_column("decision_changes", sa.Column("signed_for", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Going back is restoring a backup."""
