"""A change of a decision goes by a route of approval too, frozen when it is submitted.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import routed_change_statements

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("dossier_approvals", sa.Column("change_id", sa.Integer(), nullable=True))
    op.create_index("ix_dossier_approvals_change_id", "dossier_approvals", ["change_id"])
    op.add_column("decision_changes", sa.Column("route_id", sa.Integer(), nullable=True))
    for statement in routed_change_statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Going back is restoring a backup."""
