"""What-if trials of a policy and recomputations of an incident, with their progress; the lines of a case by index.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_entitlements_case_id", "entitlements", ["case_id", "id"], unique=False)
    op.create_table(
        "recomputations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("computed", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("left_count", sa.Integer(), nullable=False),
        sa.Column("left_alone", sa.JSON(), nullable=False),
        sa.Column("last_case_id", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'done')", name=op.f("ck_recomputations_state_known")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_recomputations_incident_id_incidents")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_recomputations_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recomputations")),
    )
    op.create_index("ix_recomputations_incident_id", "recomputations", ["incident_id", "id"], unique=False)
    op.create_table(
        "policy_trials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("last_case_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'done')", name=op.f("ck_policy_trials_state_known")),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name=op.f("fk_policy_trials_policy_id_policies")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_policy_trials_incident_id_incidents")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_policy_trials_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_trials")),
    )
    op.create_index("ix_policy_trials_policy_id", "policy_trials", ["policy_id", "id"], unique=False)
    op.create_table(
        "policy_trial_cases",
        sa.Column("trial_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("amount_before", sa.BigInteger(), nullable=False),
        sa.Column("rice", sa.Integer(), nullable=False),
        sa.Column("rice_before", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["policy_trials.id"], name=op.f("fk_policy_trial_cases_trial_id_policy_trials")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_policy_trial_cases_case_id_cases")),
        sa.PrimaryKeyConstraint("trial_id", "case_id", name=op.f("pk_policy_trial_cases")),
    )


def downgrade() -> None:
    op.drop_table("policy_trial_cases")
    op.drop_table("policy_trials")
    op.drop_table("recomputations")
    op.drop_index("ix_entitlements_case_id", table_name="entitlements")
