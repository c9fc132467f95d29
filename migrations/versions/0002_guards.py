"""The triggers that keep the trail and the issued decisions unchanged, and the head of the chain.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from aid.models.guards import statements, trigger_names

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GENESIS = "0" * 64


def upgrade() -> None:
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)
    op.execute(sa.text("INSERT INTO chain_heads (id, seq, hash) VALUES (1, 0, :hash)").bindparams(hash=GENESIS))


def downgrade() -> None:
    on_table = op.get_bind().dialect.name == "postgresql"
    for name in trigger_names():
        table = name.removeprefix("guard_").rsplit("_", 1)[0]
        op.execute(f"DROP TRIGGER {name} ON {table}" if on_table else f"DROP TRIGGER {name}")
    if on_table:
        op.execute("DROP FUNCTION aid_refuse_change()")
    op.execute("DELETE FROM chain_heads")
