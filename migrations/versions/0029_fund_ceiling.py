"""A fund knows its year, its purpose, the incident it is for, and the ceiling that nothing may be promised beyond.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# A CHECK of the column itself: SQLite cannot add one to the table without building it anew, and with it its triggers.
_CEILING = (
    "ALTER TABLE funds ADD COLUMN ceiling BIGINT CONSTRAINT ck_funds_ceiling_kept"
    " CHECK (ceiling IS NULL OR reserved + advanced + spent - returned <= ceiling)"
)


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("funds", sa.Column("year", sa.Integer(), nullable=True))
    op.add_column("funds", sa.Column("purpose", sa.String(300), nullable=False, server_default=""))
    op.execute(_CEILING)


def downgrade() -> None:
    """Going back is restoring a backup."""
