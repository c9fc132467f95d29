"""The register of incoming documents, requests for what they lack, and the pauses of a case's clock.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = "'list_5', 'form_04', 'form_06', 'hospital_letter', 'police_confirmation', 'other'"


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("cases", sa.Column("pauses", sa.JSON(), nullable=True))
    _documents()
    op.create_table(
        "document_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("pauses", sa.Boolean(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=True),
        *_made(),
        sa.CheckConstraint("wanted <> ''", name=op.f("ck_document_requests_something_wanted")),
        sa.CheckConstraint(
            "came_on IS NULL OR came_on >= asked_on", name=op.f("ck_document_requests_came_not_before_asked")
        ),
        *_keys("document_requests", ("created_by", "users"), ("document_id", "documents_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_requests")),
    )
    op.create_index("ix_document_requests_document_id", "document_requests", ["document_id"])


def _documents() -> None:
    op.create_table(
        "documents_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("document_number", sa.String(length=64), nullable=False),
        sa.Column("document_day", sa.Date(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("file_code", sa.String(length=64), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=True),
        sa.Column("media_type", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        *_made(),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_documents_in_kind_known")),
        sa.CheckConstraint("state IN ('open', 'waiting', 'answered')", name=op.f("ck_documents_in_state_known")),
        sa.CheckConstraint("number > 0", name=op.f("ck_documents_in_number_positive")),
        sa.CheckConstraint("state <> 'answered' OR answer <> ''", name=op.f("ck_documents_in_answered_with_words")),
        *_keys(
            "documents_in",
            ("agency_id", "agencies"),
            ("case_id", "cases"),
            ("created_by", "users"),
            ("incident_id", "incidents"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents_in")),
        sa.UniqueConstraint("agency_id", "year", "number", name="uq_documents_in_number"),
    )
    op.create_index("ix_documents_in_agency_id_state_due_on", "documents_in", ["agency_id", "state", "due_on", "id"])
    op.create_index("ix_documents_in_case_id", "documents_in", ["case_id"])
    op.create_index("ix_documents_in_incident_id", "documents_in", ["incident_id"])


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
