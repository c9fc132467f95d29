"""A rule of approval may name who reviews and who signs; a dossier keeps the rule it was submitted under.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import named_statements

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("approval_routes", sa.Column("reviewer_id", sa.Integer(), nullable=True))
    op.add_column("approval_routes", sa.Column("signer_id", sa.Integer(), nullable=True))
    op.add_column("dossiers", sa.Column("route_id", sa.Integer(), nullable=True))
    for statement in named_statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Going back is restoring a backup."""
