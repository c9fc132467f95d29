"""The register of outgoing documents, the rules by which an agency numbers and signs, and the days off it keeps.

The decisions of an older database are taken into the register by aid/services/register_upgrade.py, with an event.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import outgoing_statements

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KINDS = "'decision', 'proposal', 'report', 'minutes', 'notice', 'invitation', 'plan', 'letter', 'other'"


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("dossiers", sa.Column("signing_order", sa.String(length=32), nullable=True))
    _rules()
    _documents()
    _office_days()
    for statement in outgoing_statements(op.get_bind().dialect.name):
        op.execute(statement)


def _rules() -> None:
    op.create_table(
        "book_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("run", sa.String(length=32), nullable=False),
        sa.Column("signing_order", sa.String(length=32), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        *_made(),
        sa.CheckConstraint("run IN ('all_kinds', 'each_kind')", name=op.f("ck_book_rules_run_known")),
        sa.CheckConstraint("signing_order IN ('paper', 'electronic')", name=op.f("ck_book_rules_signing_order_known")),
        *_keys("book_rules", ("agency_id", "agencies"), ("created_by", "users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book_rules")),
        sa.UniqueConstraint("agency_id", "valid_from", name="uq_book_rules_valid_from"),
    )


def _documents() -> None:
    op.create_table(
        "documents_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("book", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entered", sa.Boolean(), nullable=False),
        sa.Column("symbol", sa.String(length=32), nullable=False),
        sa.Column("full_number", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signer", sa.String(length=240), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("receivers", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("signing_order", sa.String(length=32), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.Integer(), nullable=True),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        *_made(),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_documents_out_kind_known")),
        sa.CheckConstraint("state IN ('numbered', 'issued', 'cancelled')", name=op.f("ck_documents_out_state_known")),
        sa.CheckConstraint(
            "signing_order IN ('paper', 'electronic')", name=op.f("ck_documents_out_signing_order_known")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_documents_out_number_positive")),
        sa.CheckConstraint("state <> 'cancelled' OR reason <> ''", name=op.f("ck_documents_out_cancelled_with_reason")),
        *_keys(
            "documents_out",
            ("agency_id", "agencies"),
            ("cancelled_by", "users"),
            ("created_by", "users"),
            ("decision_id", "decisions"),
            ("dossier_id", "dossiers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents_out")),
        sa.UniqueConstraint("agency_id", "year", "book", "number", name="uq_documents_out_number"),
        sa.UniqueConstraint("decision_id", name=op.f("uq_documents_out_decision_id")),
    )
    op.create_index("ix_documents_out_agency_id_day", "documents_out", ["agency_id", "day", "id"])
    op.create_index("ix_documents_out_dossier_id", "documents_out", ["dossier_id"])


def _office_days() -> None:
    op.create_table(
        "office_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        *_made(),
        sa.CheckConstraint("basis <> ''", name=op.f("ck_office_days_with_basis")),
        *_keys("office_days", ("created_by", "users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_days")),
        sa.UniqueConstraint("day", name=op.f("uq_office_days_day")),
    )


def _made() -> tuple[sa.Column, ...]:
    return (
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
    )


def _keys(table: str, *pairs: tuple[str, str]) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}_{other}"))
        for name, other in pairs
    )


def downgrade() -> None:
    """Going back is restoring a backup."""
