"""What officers can be known by, and the households they declared to be near to.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "officer_contacts",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("identity_number", sa.String(12), nullable=False),
        sa.Column("phone", sa.String(32), nullable=False),
        sa.Column("account", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_officer_contacts_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_officer_contacts")),
    )
    op.create_table(
        "declared_relations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("note <> ''", name=op.f("ck_declared_relations_with_note")),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_declared_relations_{name}_{table}"))
            for name, table in (("user_id", "users"), ("household_id", "households"), ("created_by", "users"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declared_relations")),
        sa.UniqueConstraint("user_id", "household_id", name="uq_declared_relations_user_id_household_id"),
    )


def downgrade() -> None:
    """Going back is restoring a backup."""
