"""What an office lays down about soft pairs of duties; a delegation may be dropped before its first day.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

DUTIES = "('prepare', 'review', 'sign', 'issue', 'control', 'approve_payment', 'pay')"
HARD = (
    "'approve_payment/control'", "'approve_payment/pay'", "'approve_payment/prepare'", "'control/pay'",
    "'pay/prepare'", "'pay/review'", "'pay/sign'", "'prepare/review'", "'prepare/sign'", "'review/sign'",
)  # fmt: skip


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "duty_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(32), nullable=False) for name in ("duty", "other", "rule")),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        *(sa.CheckConstraint(says, name=op.f(f"ck_duty_rules_{name}")) for name, says in _checks()),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_duty_rules_agency_id_agencies")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_duty_rules_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_rules")),
    )
    op.create_index("ix_duty_rules_agency_id", "duty_rules", ["agency_id", "duty", "other"])
    _delegations()


def _delegations() -> None:
    """Let an early end lie before the first day."""
    name = op.f("ck_delegations_days_in_order")
    with op.batch_alter_table("delegations") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, "first_on <= last_on OR end_reason <> ''")


def _checks() -> tuple[tuple[str, str], ...]:
    return (
        ("duty_known", f"duty IN {DUTIES}"),
        ("other_known", f"other IN {DUTIES}"),
        ("rule_known", "rule IN ('apart', 'together')"),
        ("pair_in_order", "duty < other"),
        ("not_hard", f"duty || '/' || other NOT IN ({', '.join(HARD)})"),
        ("days_in_order", "last_on IS NULL OR first_on <= last_on OR end_reason <> ''"),
        ("with_document", "document <> ''"),
        ("with_reason", "reason <> ''"),
    )


def downgrade() -> None:
    """Going back is restoring a backup."""
