"""Signed files of decisions that change others and of papers.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import signed_file_statements

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "signed_files",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("change_id", "paper_id")),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=32), nullable=False) for name in ("part", "way")),
        *(sa.Column(name, sa.String(length=64), nullable=False) for name in ("sha256", "based_on")),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("part IN ('signer', 'agency')", name=op.f("ck_signed_files_part_known")),
        sa.CheckConstraint("way IN ('pkcs12', 'pkcs11', 'uploaded')", name=op.f("ck_signed_files_way_known")),
        sa.CheckConstraint("position > 0", name=op.f("ck_signed_files_position_positive")),
        sa.CheckConstraint("(change_id IS NULL) <> (paper_id IS NULL)", name=op.f("ck_signed_files_one_subject")),
        *_keys(change_id="decision_changes", paper_id="papers", created_by="users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_files")),
        *(
            sa.UniqueConstraint(subject, column, name=f"uq_signed_files_{subject}_{column}")
            for subject in ("change_id", "paper_id")
            for column in ("position", "part")
        ),
    )
    op.create_index("ix_signed_files_sha256", "signed_files", ["sha256"])
    for statement in signed_file_statements(op.get_bind().dialect.name):
        op.execute(statement)


def _keys(**targets: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_signed_files_{column}_{table}"))
        for column, table in targets.items()
    )


def downgrade() -> None:
    """Going back is restoring a backup."""
