"""The administrative units of Viet Nam, today's and those until 30/6/2025, with their successors.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from aid.services.place_files import read_places, read_successors

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PLACES = sa.table(
    "places",
    *(sa.column(name, sa.Integer) for name in ("id",)),
    *(sa.column(name, sa.String) for name in ("code", "name", "kind", "parent_name", "province_code", "province")),
    *(sa.column(name, sa.Date) for name in ("valid_from", "valid_to")),
    *(sa.column(name, sa.Float) for name in ("lat", "lon", "area_km2")),
    sa.column("folded", sa.String),
)
SUCCESSORS = sa.table(
    "place_successors",
    sa.column("old_id", sa.Integer),
    sa.column("new_id", sa.Integer),
    sa.column("split", sa.Boolean),
)


def upgrade() -> None:
    ids: dict[tuple[str, object], int] = {}
    rows = []
    for number, place in enumerate(read_places(), start=1):
        ids[place.code, place.valid_from] = number
        rows.append({"id": number, **vars(place), "kind": place.kind.value})
    op.bulk_insert(PLACES, rows)
    op.bulk_insert(
        SUCCESSORS,
        [
            {
                "old_id": ids[row.old_code, row.old_from],
                "new_id": ids[row.new_code, row.new_from],
                "split": row.split,
            }
            for row in read_successors()
        ],
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval(pg_get_serial_sequence('places', 'id'), (SELECT max(id) FROM places))")


def downgrade() -> None:
    op.execute("DELETE FROM place_successors")
    op.execute("DELETE FROM places")
