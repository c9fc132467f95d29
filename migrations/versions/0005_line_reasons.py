"""What explains a line and a refusal, lines that add to decided ones, and two rows that are two persons.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LIVE = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Bring the tables to this revision."""
    _lines()
    op.add_column("evaluations", sa.Column("refusals", sa.JSON(), nullable=True))
    op.add_column("evaluations", sa.Column("rules", sa.JSON(), nullable=True))
    op.add_column("cases", sa.Column("recompute_on", sa.Date(), nullable=True))
    op.create_index("ix_cases_agency_id_recompute_on", "cases", ["agency_id", "recompute_on", "id"])
    _different_people()


def _lines() -> None:
    op.add_column("entitlements", sa.Column("part", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("entitlements", sa.Column("explanation", sa.JSON(), nullable=True))
    op.create_index("ix_entitlements_person_id", "entitlements", ["person_id"])
    op.drop_index("uq_entitlements_live", "entitlements")
    op.create_index(
        "uq_entitlements_live",
        "entitlements",
        ["case_id", "policy_code", "benefit", "person_key", "part"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


def _different_people() -> None:
    op.create_table(
        "different_people",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("person_id < other_id", name=op.f("ck_different_people_each_pair_once")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_different_people_with_reason")),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_different_people_{name}_{table}"))
            for name, table in (("created_by", "users"), ("person_id", "people"), ("other_id", "people"))
        ),
        sa.PrimaryKeyConstraint("person_id", "other_id", name=op.f("pk_different_people")),
    )
    op.create_index("ix_different_people_other_id", "different_people", ["other_id"])


def downgrade() -> None:
    """Going back is restoring a backup."""
