"""All tables of the first release.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chain_heads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_heads")),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open', 'done')", name=op.f("ck_jobs_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_state", "jobs", ["state", "id"], unique=False)
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempts")),
    )
    op.create_index("ix_login_attempts_address_at", "login_attempts", ["address", "at"], unique=False)
    op.create_index("ix_login_attempts_username_at", "login_attempts", ["username", "at"], unique=False)
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("parent_name", sa.String(length=120), nullable=True),
        sa.Column("province_code", sa.String(length=8), nullable=False),
        sa.Column("province", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("area_km2", sa.Float(), nullable=True),
        sa.Column("folded", sa.String(length=240), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("code", "valid_from", name="uq_places_code_valid_from"),
    )
    op.create_index("ix_places_folded", "places", ["folded"], unique=False)
    op.create_index("ix_places_province_code", "places", ["province_code"], unique=False)
    op.create_table(
        "agencies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("parent_line", sa.String(length=200), nullable=True),
        sa.Column("letterhead", sa.Text(), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("dateline", sa.String(length=120), nullable=False),
        sa.Column("head_title", sa.String(length=120), nullable=False),
        sa.Column("symbol", sa.String(length=32), nullable=False),
        sa.Column("archive", sa.String(length=64), nullable=False),
        sa.Column("proposer", sa.String(length=200), nullable=False),
        sa.Column("executors", sa.Text(), nullable=False),
        sa.Column("payer", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=200), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("number_source", sa.String(32), nullable=False),
        sa.CheckConstraint(
            "kind IN ('ward', 'district', 'city', 'front', 'red_cross')", name=op.f("ck_agencies_kind_known")
        ),
        sa.CheckConstraint("number_source IN ('ours', 'entered')", name=op.f("ck_agencies_number_source_known")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_agencies_place_id_places")),
        sa.ForeignKeyConstraint(["successor_id"], ["agencies.id"], name=op.f("fk_agencies_successor_id_agencies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
        sa.UniqueConstraint("code", name=op.f("uq_agencies_code")),
    )
    op.create_table(
        "place_successors",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("split", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["places.id"], name=op.f("fk_place_successors_new_id_places")),
        sa.ForeignKeyConstraint(["old_id"], ["places.id"], name=op.f("fk_place_successors_old_id_places")),
        sa.PrimaryKeyConstraint("old_id", "new_id", name=op.f("pk_place_successors")),
    )
    op.create_table(
        "books",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_books_agency_id_agencies")),
        sa.PrimaryKeyConstraint("agency_id", "year", "code", name=op.f("pk_books")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("signing_form", sa.String(length=32), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_users_agency_id_agencies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("username", name=op.f("uq_users_username")),
    )
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=48), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["users.id"], name=op.f("fk_events_actor_id_users")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
    )
    op.create_index("ix_events_subject", "events", ["subject", "subject_id", "seq"], unique=False)
    op.create_table(
        "funds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("budget_line", sa.String(length=200), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("advanced", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("returned", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "source IN ('NS_TRUNG_UONG', 'NS_THANH_PHO', 'NS_QUAN', 'NS_PHUONG', 'DU_TRU_QUOC_GIA', 'QUY_CUU_TRO_MTTQ_TP', 'BAN_VAN_DONG', 'MTTQ_PHUONG', 'CHU_THAP_DO', 'QUY_BAO_TRO_TRE_EM', 'QUY_PCTT', 'DOAN_THE_KHAC')",
            name=op.f("ck_funds_source_known"),
        ),
        sa.CheckConstraint("unit IN ('VND', 'kg_rice')", name=op.f("ck_funds_unit_known")),
        sa.CheckConstraint(
            "received - reserved - advanced - spent + returned >= 0", name=op.f("ck_funds_available_not_negative")
        ),
        sa.CheckConstraint(
            "received >= 0 AND reserved >= 0 AND advanced >= 0 AND spent >= 0 AND returned >= 0",
            name=op.f("ck_funds_totals_not_negative"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_funds_agency_id_agencies")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_funds_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funds")),
        sa.UniqueConstraint("code", name=op.f("uq_funds_code")),
    )
    op.create_table(
        "households",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("poverty_class", sa.String(length=32), nullable=False),
        sa.Column("poverty_evidence", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "poverty_class = 'none' OR poverty_evidence <> ''", name=op.f("ck_households_poverty_with_evidence")
        ),
        sa.CheckConstraint(
            "poverty_class IN ('poor', 'near_poor', 'difficult', 'none')",
            name=op.f("ck_households_poverty_class_known"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_households_agency_id_agencies")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_households_created_by_users")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_households_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_households")),
    )
    op.create_index("ix_households_agency_id", "households", ["agency_id"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("occurred_at", sa.Time(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("dead", sa.Integer(), nullable=False),
        sa.Column("injured", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("reporter", sa.String(length=120), nullable=False),
        sa.Column("reporter_phone", sa.String(length=32), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("last_case_no", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('fire', 'explosion', 'collapse', 'storm', 'tropical_depression', 'flood', 'flash_flood', 'inundation', 'landslide', 'subsidence', 'whirlwind', 'lightning', 'hail', 'cold', 'drought', 'other_disaster', 'epidemic', 'serious_traffic_accident', 'serious_work_accident', 'crop_failure', 'lean_season', 'drowning', 'gas', 'electrocution', 'other_force_majeure')",
            name=op.f("ck_incidents_kind_known"),
        ),
        sa.CheckConstraint("state <> 'dismissed' OR reason <> ''", name=op.f("ck_incidents_dismissed_with_reason")),
        sa.CheckConstraint(
            "state IN ('reported', 'confirmed', 'closed', 'dismissed')", name=op.f("ck_incidents_state_known")
        ),
        sa.CheckConstraint(
            "dead >= 0 AND injured >= 0 AND missing >= 0", name=op.f("ck_incidents_counts_not_negative")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_incidents_agency_id_agencies")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_incidents_created_by_users")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_incidents_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("code", name=op.f("uq_incidents_code")),
    )
    op.create_index("ix_incidents_agency_id_occurred_on", "incidents", ["agency_id", "occurred_on"], unique=False)
    op.create_index(
        "ix_incidents_agency_id_state",
        "incidents",
        ["agency_id", "state", "last_case_no", "occurred_on", "id"],
        unique=False,
    )
    op.create_table(
        "norms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("province_code", sa.String(length=8), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.String(length=120), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("scope IN ('central', 'city')", name=op.f("ck_norms_scope_known")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_norms_amount_positive")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_norms_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norms")),
        sa.UniqueConstraint("scope", "province_code", "valid_from", name="uq_norms_scope_valid_from"),
    )
    op.create_table(
        "policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'confirmed', 'ended')", name=op.f("ck_policies_state_known")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["users.id"], name=op.f("fk_policies_confirmed_by_users")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_policies_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
        sa.UniqueConstraint("code", name=op.f("uq_policies_code")),
    )
    op.create_table(
        "user_roles",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.CheckConstraint(
            "role IN ('accountant', 'account_holder', 'administrator', 'approver', 'auditor', 'cashier', 'city', 'clerk', 'neighbourhood_head', 'officer', 'one_stop', 'programme', 'reviewer')",
            name=op.f("ck_user_roles_role_known"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_user_roles_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", "role", name=op.f("pk_user_roles")),
    )
    op.create_table(
        "user_sessions",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_user_sessions_user_id_users")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_user_sessions")),
    )
    op.create_index("ix_user_sessions_user_id", "user_sessions", ["user_id"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=48), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("head_name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("state <> 'withdrawn' OR reason <> ''", name=op.f("ck_cases_withdrawn_with_reason")),
        sa.CheckConstraint(
            "state IN ('recording', 'assessed', 'closed', 'withdrawn')", name=op.f("ck_cases_state_known")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_cases_agency_id_agencies")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_cases_created_by_users")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_cases_household_id_households")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_cases_incident_id_incidents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("code", name=op.f("uq_cases_code")),
        sa.UniqueConstraint("incident_id", "household_id", name="uq_cases_incident_id_household_id"),
    )
    op.create_index("ix_cases_agency_id_state_due_on", "cases", ["agency_id", "state", "due_on", "id"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("policy_code", sa.String(length=40), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("urgent_reason", sa.Text(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("proposal_number", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("NOT urgent OR urgent_reason <> ''", name=op.f("ck_dossiers_urgent_with_reason")),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'reviewed', 'signed', 'issued', 'returned', 'refused')",
            name=op.f("ck_dossiers_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('returned', 'refused') OR reason <> ''", name=op.f("ck_dossiers_sent_back_with_reason")
        ),
        sa.CheckConstraint("total >= 0", name=op.f("ck_dossiers_total_not_negative")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_dossiers_agency_id_agencies")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_dossiers_created_by_users")),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], name=op.f("fk_dossiers_fund_id_funds")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_dossiers_incident_id_incidents")),
        sa.ForeignKeyConstraint(["signed_by"], ["users.id"], name=op.f("fk_dossiers_signed_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("code", name=op.f("uq_dossiers_code")),
    )
    op.create_index(
        "ix_dossiers_agency_id_state_due_on", "dossiers", ["agency_id", "state", "due_on", "id"], unique=False
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=240), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("identity_state", sa.String(length=16), nullable=False),
        sa.Column("identity_number", sa.String(length=12), nullable=True),
        sa.Column("unidentified_code", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=300), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("residence", sa.String(length=16), nullable=False),
        sa.Column("home_place", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("bank", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("account_name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(identity_state = 'known') = (identity_number IS NOT NULL)", name=op.f("ck_people_number_when_known")
        ),
        sa.CheckConstraint(
            "identity_state <> 'unidentified' OR unidentified_code <> ''", name=op.f("ck_people_code_when_unidentified")
        ),
        sa.CheckConstraint(
            "identity_state IN ('known', 'none', 'unidentified')", name=op.f("ck_people_identity_state_known")
        ),
        sa.CheckConstraint(
            "relation IN ('head', 'spouse', 'child', 'parent', 'grandchild', 'sibling', 'other', 'member')",
            name=op.f("ck_people_relation_known"),
        ),
        sa.CheckConstraint(
            "residence IN ('permanent', 'temporary', 'unregistered', 'visitor')", name=op.f("ck_people_residence_known")
        ),
        sa.CheckConstraint("sex IN ('m', 'f', '')", name=op.f("ck_people_sex_known")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_people_created_by_users")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_people_household_id_households")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index("ix_people_folded", "people", ["folded"], unique=False)
    op.create_index("ix_people_household_id", "people", ["household_id"], unique=False)
    op.create_index("ix_people_identity_number", "people", ["identity_number"], unique=False)
    op.create_table(
        "case_members",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at_scene", sa.Boolean(), nullable=False),
        sa.Column("pupil", sa.Boolean(), nullable=False),
        sa.Column("lost_parents", sa.Integer(), nullable=False),
        sa.Column("has_relatives", sa.Boolean(), nullable=False),
        sa.CheckConstraint("lost_parents BETWEEN 0 AND 2", name=op.f("ck_case_members_lost_parents_0_to_2")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_members_case_id_cases")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_case_members_person_id_people")),
        sa.PrimaryKeyConstraint("case_id", "person_id", name=op.f("pk_case_members")),
    )
    op.create_table(
        "costs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("payee", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("unclaimed_body", sa.Boolean(), nullable=False),
        sa.Column("invoice", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('burial', 'cremation', 'treatment', 'transport')", name=op.f("ck_costs_kind_known")
        ),
        sa.CheckConstraint(
            "payee IN ('household', 'organisation', 'service_provider')", name=op.f("ck_costs_payee_known")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_costs_amount_positive")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_costs_case_id_cases")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_costs_created_by_users")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_costs_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_costs")),
    )
    op.create_index("ix_costs_case_id", "costs", ["case_id"], unique=False)
    op.create_table(
        "damages",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("degree", sa.String(length=16), nullable=False),
        sa.Column("house_type", sa.String(length=16), nullable=False),
        sa.Column("tenure", sa.String(length=16), nullable=False),
        sa.Column("other_home", sa.Boolean(), nullable=False),
        sa.Column("habitable", sa.Boolean(), nullable=False),
        sa.Column("relocation_order", sa.Boolean(), nullable=False),
        sa.Column("paper", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "degree IN ('total', 'very_severe', 'severe', 'partial', 'none')", name=op.f("ck_damages_degree_known")
        ),
        sa.CheckConstraint(
            "house_type IN ('solid', 'semi_solid', 'weak', 'simple')", name=op.f("ck_damages_house_type_known")
        ),
        sa.CheckConstraint("tenure IN ('owner', 'tenant', 'other')", name=op.f("ck_damages_tenure_known")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_damages_case_id_cases")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_damages_created_by_users")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_damages")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("book", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("full_number", sa.String(length=64), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("verify_code", sa.String(length=32), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("renderer", sa.String(length=200), nullable=False),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('in_force', 'amended', 'revoked')", name=op.f("ck_decisions_state_known")),
        sa.CheckConstraint("number > 0", name=op.f("ck_decisions_number_positive")),
        sa.CheckConstraint("total > 0", name=op.f("ck_decisions_total_positive")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_decisions_agency_id_agencies")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_decisions_created_by_users")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_decisions_dossier_id_dossiers")),
        sa.ForeignKeyConstraint(["replaces_id"], ["decisions.id"], name=op.f("fk_decisions_replaces_id_decisions")),
        sa.ForeignKeyConstraint(["signed_by"], ["users.id"], name=op.f("fk_decisions_signed_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("agency_id", "year", "book", "number", name="uq_decisions_number"),
        sa.UniqueConstraint("dossier_id", name=op.f("uq_decisions_dossier_id")),
        sa.UniqueConstraint("verify_code", name=op.f("uq_decisions_verify_code")),
    )
    op.create_table(
        "dossier_duties",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(32), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "duty IN ('prepare', 'review', 'sign', 'issue', 'control', 'approve_payment', 'pay')",
            name=op.f("ck_dossier_duties_duty_known"),
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_duties_dossier_id_dossiers")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_dossier_duties_user_id_users")),
        sa.PrimaryKeyConstraint("dossier_id", "user_id", "duty", name=op.f("pk_dossier_duties")),
    )
    op.create_table(
        "evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_evaluations_case_id_cases")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_evaluations_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
    )
    op.create_index("ix_evaluations_case_id", "evaluations", ["case_id"], unique=False)
    op.create_table(
        "harms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("facility", sa.String(length=200), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("discharged_on", sa.Date(), nullable=True),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("away_from_home", sa.Boolean(), nullable=False),
        sa.Column("relatives_care", sa.Boolean(), nullable=False),
        sa.Column("treated", sa.Boolean(), nullable=False),
        sa.Column("paper", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('missing', 'injured', 'dead', 'found')", name=op.f("ck_harms_kind_known")),
        sa.CheckConstraint("severity IN ('light', 'severe', 'critical')", name=op.f("ck_harms_severity_known")),
        sa.CheckConstraint("discharged_on IS NULL OR admitted_on IS NOT NULL", name=op.f("ck_harms_out_only_after_in")),
        sa.CheckConstraint(
            "discharged_on IS NULL OR discharged_on >= admitted_on", name=op.f("ck_harms_out_not_before_in")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_harms_case_id_cases")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_harms_created_by_users")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_harms_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harms")),
    )
    op.create_index("ix_harms_case_id", "harms", ["case_id"], unique=False)
    op.create_table(
        "needs",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("short_of_food", sa.Integer(), nullable=False),
        sa.Column("food_months", sa.Integer(), nullable=False),
        sa.Column("essentials", sa.Boolean(), nullable=False),
        sa.Column("temporary_shelter", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("food_months BETWEEN 1 AND 3", name=op.f("ck_needs_one_to_three_months")),
        sa.CheckConstraint("short_of_food >= 0", name=op.f("ck_needs_persons_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_needs_case_id_cases")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_needs_created_by_users")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_needs")),
    )
    op.create_table(
        "entitlements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("policy_code", sa.String(length=40), nullable=False),
        sa.Column("benefit", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person_key", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("times_norm", sa.Integer(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("computed", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("floor", sa.Boolean(), nullable=False),
        sa.Column("raised_reason", sa.Text(), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("limit_days", sa.Integer(), nullable=True),
        sa.Column("limit_unit", sa.String(length=16), nullable=True),
        sa.Column("limit_from", sa.String(length=16), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("payee_name", sa.String(length=120), nullable=False),
        sa.Column("payee_relation", sa.String(length=120), nullable=False),
        sa.Column("payee_paper", sa.String(length=300), nullable=False),
        sa.Column("payee_identity", sa.String(length=12), nullable=False),
        sa.Column("payee_bank", sa.String(length=64), nullable=False),
        sa.Column("payee_account", sa.String(length=32), nullable=False),
        sa.Column("payee_named", sa.Boolean(), nullable=False),
        sa.Column("payee_disputed", sa.Boolean(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "amount = computed OR (floor AND raised_reason <> '')", name=op.f("ck_entitlements_raised_with_reason")
        ),
        sa.CheckConstraint("unit IN ('VND', 'kg_rice', 'in_kind')", name=op.f("ck_entitlements_unit_known")),
        sa.CheckConstraint("computed >= 0 AND amount >= computed", name=op.f("ck_entitlements_never_below_computed")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_entitlements_case_id_cases")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_entitlements_created_by_users")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluations.id"], name=op.f("fk_entitlements_evaluation_id_evaluations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_entitlements_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entitlements")),
    )
    op.create_index("ix_entitlements_due_on", "entitlements", ["due_on", "id"], unique=False)
    op.create_index(
        "uq_entitlements_live",
        "entitlements",
        ["case_id", "policy_code", "benefit", "person_key"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "payouts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(32), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("method IN ('cash', 'bank')", name=op.f("ck_payouts_method_known")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_payouts_agency_id_agencies")),
        sa.ForeignKeyConstraint(["approved_by"], ["users.id"], name=op.f("fk_payouts_approved_by_users")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_payouts_created_by_users")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_payouts_decision_id_decisions")),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], name=op.f("fk_payouts_fund_id_funds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts")),
        sa.UniqueConstraint("code", name=op.f("uq_payouts_code")),
    )
    op.create_index("ix_payouts_decision_id", "payouts", ["decision_id"], unique=False)
    op.create_table(
        "accesses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("payout_id", sa.Integer(), nullable=True),
        sa.Column("fields", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_accesses_decision_id_decisions")),
        sa.ForeignKeyConstraint(["payout_id"], ["payouts.id"], name=op.f("fk_accesses_payout_id_payouts")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accesses_person_id_people")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_accesses_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accesses")),
    )
    op.create_index("ix_accesses_person_id", "accesses", ["person_id"], unique=False)
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("payout_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('photo', 'document', 'signed_sheet')", name=op.f("ck_attachments_purpose_known")
        ),
        sa.CheckConstraint(
            "(CASE WHEN incident_id IS NULL THEN 0 ELSE 1 END + CASE WHEN case_id IS NULL THEN 0 ELSE 1 END + CASE WHEN payout_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_attachments_one_owner"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_attachments_case_id_cases")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_attachments_created_by_users")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_attachments_incident_id_incidents")),
        sa.ForeignKeyConstraint(["payout_id"], ["payouts.id"], name=op.f("fk_attachments_payout_id_payouts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index("ix_attachments_case_id", "attachments", ["case_id"], unique=False)
    op.create_index("ix_attachments_incident_id", "attachments", ["incident_id"], unique=False)
    op.create_index("ix_attachments_payout_id", "attachments", ["payout_id"], unique=False)
    op.create_table(
        "decision_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("entitlement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("beneficiary", sa.String(length=120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_decision_lines_amount_positive")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_decision_lines_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(
            ["entitlement_id"], ["entitlements.id"], name=op.f("fk_decision_lines_entitlement_id_entitlements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_lines")),
        sa.UniqueConstraint("decision_id", "position", name="uq_decision_lines_position"),
        sa.UniqueConstraint("entitlement_id", name=op.f("uq_decision_lines_entitlement_id")),
    )
    op.create_table(
        "dossier_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("entitlement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_dossier_lines_amount_positive")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_lines_dossier_id_dossiers")),
        sa.ForeignKeyConstraint(
            ["entitlement_id"], ["entitlements.id"], name=op.f("fk_dossier_lines_entitlement_id_entitlements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_lines")),
    )
    op.create_index("ix_dossier_lines_dossier_id", "dossier_lines", ["dossier_id"], unique=False)
    op.create_index("ix_dossier_lines_entitlement_id", "dossier_lines", ["entitlement_id"], unique=False)
    op.create_index(
        "uq_dossier_lines_live",
        "dossier_lines",
        ["entitlement_id"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_line_id", sa.Integer(), nullable=False),
        sa.Column("payout_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("payee", sa.String(length=120), nullable=False),
        sa.Column("payee_relation", sa.String(length=120), nullable=False),
        sa.Column("payee_identity", sa.String(length=12), nullable=False),
        sa.Column("bank", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proof", sa.String(length=200), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state <> 'paid' OR (proof <> '' AND paid_on IS NOT NULL)", name=op.f("ck_payments_paid_with_proof")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'prepared', 'approved', 'sent', 'paid', 'failed', 'held', 'cancelled', 'returned')",
            name=op.f("ck_payments_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('failed', 'held', 'cancelled', 'returned') OR reason <> ''",
            name=op.f("ck_payments_stopped_with_reason"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('prepared', 'approved', 'sent', 'paid') OR payout_id IS NOT NULL",
            name=op.f("ck_payments_in_a_payout"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payments_amount_positive")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_payments_created_by_users")),
        sa.ForeignKeyConstraint(
            ["decision_line_id"], ["decision_lines.id"], name=op.f("fk_payments_decision_line_id_decision_lines")
        ),
        sa.ForeignKeyConstraint(["paid_by"], ["users.id"], name=op.f("fk_payments_paid_by_users")),
        sa.ForeignKeyConstraint(["payout_id"], ["payouts.id"], name=op.f("fk_payments_payout_id_payouts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
    )
    op.create_index("ix_payments_payout_id", "payments", ["payout_id"], unique=False)
    op.create_index("ix_payments_state", "payments", ["state", "id"], unique=False)
    op.create_index(
        "uq_payments_live",
        "payments",
        ["decision_line_id"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('cancelled', 'returned')"),
        postgresql_where=sa.text("state NOT IN ('cancelled', 'returned')"),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('receive', 'transfer_out', 'reserve', 'release', 'spend', 'return')",
            name=op.f("ck_entries_kind_known"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_entries_amount_positive")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_entries_created_by_users")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_entries_decision_id_decisions")),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], name=op.f("fk_entries_fund_id_funds")),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_entries_payment_id_payments")),
        sa.ForeignKeyConstraint(["reverses_id"], ["entries.id"], name=op.f("fk_entries_reverses_id_entries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_entries_reverses_id")),
    )
    op.create_index("ix_entries_fund_id", "entries", ["fund_id", "id"], unique=False)


def downgrade() -> None:
    for table in (
        "entries",
        "payments",
        "dossier_lines",
        "decision_lines",
        "attachments",
        "accesses",
        "payouts",
        "entitlements",
        "needs",
        "harms",
        "evaluations",
        "dossier_duties",
        "decisions",
        "damages",
        "costs",
        "case_members",
        "people",
        "dossiers",
        "cases",
        "user_sessions",
        "user_roles",
        "policies",
        "norms",
        "incidents",
        "households",
        "funds",
        "events",
        "users",
        "books",
        "place_successors",
        "agencies",
        "places",
        "login_attempts",
        "jobs",
        "chain_heads",
    ):
        op.drop_table(table)
