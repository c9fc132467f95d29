"""Who is named as signer of a paper, and on whose delegation; papers from before keep the name alone.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import paper_signer_statements

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("papers", sa.Column("signer_id", sa.Integer(), nullable=True))
    op.add_column("papers", sa.Column("signer_delegation_id", sa.Integer(), nullable=True))
    for statement in paper_signer_statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Going back is restoring a backup."""
