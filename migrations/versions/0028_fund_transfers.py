"""A transfer between two funds joins its two entries; a fund's books are closed up to a day.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

from aid.models.fund_guards import fund_statements

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("funds", sa.Column("closed_to", sa.Date(), nullable=True))
    op.add_column("funds", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "fund_transfers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("out_entry_id", sa.Integer(), nullable=False),
        sa.Column("in_entry_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["out_entry_id"], ["entries.id"], name="fk_fund_transfers_out_entry_id_entries"),
        sa.ForeignKeyConstraint(["in_entry_id"], ["entries.id"], name="fk_fund_transfers_in_entry_id_entries"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_fund_transfers_created_by_users"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_transfers"),
        sa.UniqueConstraint("out_entry_id", name="uq_fund_transfers_out_entry_id"),
        sa.UniqueConstraint("in_entry_id", name="uq_fund_transfers_in_entry_id"),
    )
    for statement in fund_statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Going back is restoring a backup."""
