"""A rule of approval may ask for its initials one after the other.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import ordered_statements

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("approval_routes", sa.Column("in_order", sa.Boolean(), nullable=False, server_default="0"))
    for statement in ordered_statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Going back is restoring a backup."""
