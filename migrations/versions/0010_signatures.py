"""Keys and pictures of who signs, and the signed files of a decision, append-only.

Revision ID: 0010
Revises: 0009
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from aid.models.guards import signature_statements, signature_trigger_names

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OF_PERSON = sa.text("ended_at IS NULL AND user_id IS NOT NULL")
_OF_AGENCY = sa.text("ended_at IS NULL AND user_id IS NULL")


def upgrade() -> None:
    """Bring the tables to this revision."""
    _keys()
    _pictures()
    _files()
    for statement in signature_statements(op.get_bind().dialect.name):
        op.execute(statement)


def _keys() -> None:
    op.create_table(
        "signing_keys",
        *_holder("signing_keys"),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("token", sa.String(64), nullable=True),
        sa.Column("label", sa.String(120), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("issuer", sa.String(200), nullable=False),
        sa.Column("serial", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way IN ('pkcs12', 'pkcs11')", name=op.f("ck_signing_keys_way_known")),
        sa.CheckConstraint("(way = 'pkcs12') = (sealed IS NOT NULL)", name=op.f("ck_signing_keys_sealed_file")),
        sa.CheckConstraint("(way = 'pkcs11') = (token IS NOT NULL)", name=op.f("ck_signing_keys_token_named")),
    )
    _live("signing_keys")


def _pictures() -> None:
    op.create_table(
        "signing_pictures",
        *_holder("signing_pictures"),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("width_mm", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(user_id IS NULL) = (width_mm IS NOT NULL)", name=op.f("ck_signing_pictures_seal_has_width")
        ),
    )
    _live("signing_pictures")


def _files() -> None:
    op.create_table(
        "decision_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("based_on", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("part IN ('signer', 'agency')", name=op.f("ck_decision_files_part_known")),
        sa.CheckConstraint("way IN ('pkcs12', 'pkcs11', 'uploaded')", name=op.f("ck_decision_files_way_known")),
        sa.CheckConstraint("position > 0", name=op.f("ck_decision_files_position_positive")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_decision_files_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_decision_files_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_files")),
        sa.UniqueConstraint("decision_id", "position", name="uq_decision_files_position"),
        sa.UniqueConstraint("decision_id", "part", name="uq_decision_files_part"),
    )
    op.create_index("ix_decision_files_sha256", "decision_files", ["sha256"], unique=False)


def _holder(table: str) -> list[Any]:
    """Whose it is, since when and until when."""
    named = (("agency_id", "agencies"), ("user_id", "users"), ("created_by", "users"))
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
            for column, other in named
        ),
    ]


def _live(table: str) -> None:
    for name, column, which in (("person", "user_id", _OF_PERSON), ("agency", "agency_id", _OF_AGENCY)):
        op.create_index(f"uq_{table}_{name}", table, [column], unique=True, sqlite_where=which, postgresql_where=which)


def downgrade() -> None:
    on_table = op.get_bind().dialect.name == "postgresql"
    for name in signature_trigger_names():
        op.execute(f"DROP TRIGGER {name} ON decision_files" if on_table else f"DROP TRIGGER {name}")
    for table in ("decision_files", "signing_pictures", "signing_keys"):
        op.drop_table(table)
