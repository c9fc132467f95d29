"""Files of transfers for the bank, and the names of accounts.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "bank_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payout_id", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("layout IN ('csv_utf8', 'csv_plain', 'xlsx')", name=op.f("ck_bank_files_layout_known")),
        sa.CheckConstraint("count > 0", name=op.f("ck_bank_files_count_positive")),
        sa.CheckConstraint("total > 0", name=op.f("ck_bank_files_total_positive")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_bank_files_created_by_users")),
        sa.ForeignKeyConstraint(["payout_id"], ["payouts.id"], name=op.f("fk_bank_files_payout_id_payouts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_files")),
    )
    op.create_index("ix_bank_files_payout_id", "bank_files", ["payout_id"])
    op.create_table(
        "account_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("bank", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("holder <> ''", name=op.f("ck_account_names_holder_given")),
        sa.CheckConstraint("accepted_at IS NULL OR note <> ''", name=op.f("ck_account_names_accepted_with_note")),
        sa.ForeignKeyConstraint(["accepted_by"], ["users.id"], name=op.f("fk_account_names_accepted_by_users")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_account_names_created_by_users")),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_account_names_payment_id_payments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_names")),
        sa.UniqueConstraint("payment_id", name="uq_account_names_payment_id"),
    )


def downgrade() -> None:
    """Going back is restoring a backup."""
