"""Entitlement lines know which edit of theirs is the newest.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("entitlements", sa.Column("version", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    """Going back is restoring a backup."""
