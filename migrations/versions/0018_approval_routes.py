"""Dated rules of who initials, agrees or is heard, and what they asked of each dossier.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import approval_statements

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_WAITING = sa.text("done_at IS NULL AND voided_at IS NULL")


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("dossiers", sa.Column("meeting_number", sa.String(64), nullable=False, server_default=""))
    op.add_column("dossiers", sa.Column("meeting_on", sa.Date(), nullable=True))
    _routes()
    _approvals()
    for statement in approval_statements(op.get_bind().dialect.name):
        op.execute(statement)


def _routes() -> None:
    table = "approval_routes"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("policy_code", sa.String(40), nullable=False),
        sa.Column("amount_from", sa.BigInteger(), nullable=False),
        sa.Column("amount_to", sa.BigInteger(), nullable=True),
        sa.Column("initials", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("second_signer", "city", "meeting")),
        sa.Column("basis", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        *_checks(
            table,
            with_basis="basis <> ''",
            amount_not_negative="amount_from >= 0",
            band_in_order="amount_to IS NULL OR amount_to >= amount_from",
            days_in_order="valid_to IS NULL OR valid_to >= valid_from",
        ),
        *_keys(table, ("agency_id", "agencies"), ("created_by", "users")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_agency_id", table, ["agency_id", "valid_from", "id"])


def _approvals() -> None:
    table = "dossier_approvals"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("dossier_id", "route_id", "round", "position")),
        sa.Column("approval", sa.String(32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("document_number", sa.String(64), nullable=False),
        sa.Column("document_day", sa.Date(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        *_checks(
            table,
            approval_known="approval IN ('meeting', 'initial', 'second', 'city')",
            done_by_somebody="(done_at IS NULL) = (done_by IS NULL)",
            with_document="approval NOT IN ('meeting', 'city') OR done_at IS NULL"
            " OR (document_number <> '' AND document_day IS NOT NULL)",
        ),
        *_keys(
            table, ("dossier_id", "dossiers"), ("route_id", "approval_routes"), ("user_id", "users"),
            ("done_by", "users"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("dossier_id", "round", "position", name=f"uq_{table}_dossier_id_round_position"),
    )  # fmt: skip
    op.create_index(f"ix_{table}_dossier_id", table, ["dossier_id"])
    where = {"sqlite_where": _WAITING, "postgresql_where": _WAITING}
    op.create_index(f"ix_{table}_waiting", table, ["approval", "user_id"], **where)


def _checks(table: str, **rules: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}")) for name, rule in rules.items()]


def _keys(table: str, *keys: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in keys
    ]


def downgrade() -> None:
    """Going back is restoring a backup."""
