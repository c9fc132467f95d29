"""Triggers that keep the append-only tables append-only and an issued decision unchanged, on both databases.

The migration creates them; `aid check` proves that they still stand.
"""

from aid.models.fund_guards import fund_trigger_names

APPEND_ONLY = ("accesses", "decision_lines", "entries", "evaluations", "events")
FROZEN_OF_DECISION = (
    "dossier_id",
    "agency_id",
    "year",
    "book",
    "number",
    "full_number",
    "issued_on",
    "signed_by",
    "total",
    "unit",
    "content",
    "content_sha256",
    "verify_code",
)

# What must not change in a version of a policy, ever; and what is settled once it is confirmed or discarded.
FROZEN_OF_VERSION = ("policy_id", "number", "document", "note", "created_at", "created_by")
SETTLED_OF_VERSION = (
    "confirmed_at", "confirmed_by", "discarded_at", "discarded_by", "sha256", "file_name", "media_type", "size",
)  # fmt: skip

# What must not change of a number once it is given; its state, reason and the decision it belongs to may follow.
FROZEN_OF_NUMBER = (
    "agency_id", "year", "book", "number", "entered", "symbol", "full_number", "kind", "day", "created_at",
    "created_by",
)  # fmt: skip

# A paper that left its draft, and a version of a template, stay what they are.
FROZEN_OF_PAPER = (
    "agency_id", "kind", "incident_id", "case_id", "dossier_id", "payout_id", "answers", "content", "content_sha256",
    "template_id", "created_at", "created_by",
)  # fmt: skip
FROZEN_OF_TEMPLATE = ("agency_id", "kind", "number", "source", "sha256", "note", "created_at", "created_by")

# A rule of who approves changes only by its last day; what it asked of a dossier only by being given or void.
FROZEN_OF_ROUTE = (
    "agency_id", "valid_from", "policy_code", "amount_from", "amount_to", "initials", "second_signer", "city",
    "meeting", "basis", "created_at", "created_by",
)  # fmt: skip
FROZEN_OF_APPROVAL = ("dossier_id", "route_id", "round", "position", "approval", "user_id", "post")

# What a decision must rest on when it is written: table -> (what is looked for, under which key of the new row).
_CONFIRMED = {
    "decisions": (
        "dossiers JOIN policies ON policies.code = dossiers.policy_code"
        " WHERE (policies.state = 'confirmed' OR policies.confirmed_at IS NOT NULL) AND dossiers.id",
        "dossier_id",
    ),
    "decision_lines": ("entitlements WHERE entitlements.confirmed AND entitlements.id", "entitlement_id"),
}

_REFUSE = """
CREATE OR REPLACE FUNCTION aid_refuse_change() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'aid: % is append-only', TG_TABLE_NAME;
END;
$$ LANGUAGE plpgsql
"""


def trigger_names() -> tuple[str, ...]:
    """Return the names of the triggers of migration 0002, the same on both databases."""
    append_only = [f"guard_{table}_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")]
    return (*append_only, "guard_decisions_delete", "guard_decisions_frozen", "guard_decisions_pdf")


def policy_trigger_names() -> tuple[str, ...]:
    """Return the names of the triggers of migration 0004: versions stay, and only what is confirmed is decided."""
    versions = (f"guard_policy_versions_{name}" for name in ("delete", "frozen", "settled"))
    return (*versions, *(f"guard_{table}_confirmed" for table in _CONFIRMED))


FROZEN_OF_CHANGE = (
    "agency_id", "decision_id", "kind", "state", "reason", "wording", "signed_by", "entry_id", "full_number",
    "issued_on", "content", "content_sha256", "verify_code",
)  # fmt: skip


def change_trigger_names() -> tuple[str, ...]:
    """Return the names of the triggers of later decisions: an issued one never changes."""
    return tuple(f"guard_decision_changes_{name}" for name in ("delete", "frozen", "pdf", "routed"))


def change_statements(dialect: str) -> list[str]:
    """Return the SQL that creates the triggers of later decisions."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [
        create("decision_changes", "delete", "DELETE", ""),
        create("decision_changes", "frozen", f"UPDATE OF {', '.join(FROZEN_OF_CHANGE)}", "OLD.state = 'issued'"),
        create("decision_changes", "pdf", "UPDATE OF pdf_sha256, renderer", "OLD.pdf_sha256 IS NOT NULL"),
    ]


def outgoing_trigger_names() -> tuple[str, ...]:
    """Return the names of the triggers of the register: a given number stays, and a cancelled one stays cancelled."""
    return tuple(f"guard_documents_out_{name}" for name in ("cancelled", "delete", "frozen"))


def paper_trigger_names() -> tuple[str, ...]:
    """Return the names of the triggers of the papers: a final paper and a version of a template never change."""
    papers = (f"guard_papers_{name}" for name in ("delete", "frozen", "numbered", "signer"))
    return (*papers, *(f"guard_paper_templates_{name}" for name in ("delete", "frozen")))


def paper_statements(dialect: str) -> list[str]:
    """Return the SQL that creates the triggers of the papers on `sqlite` or `postgresql`."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [
        create("papers", "delete", "DELETE", ""),
        create("papers", "frozen", f"UPDATE OF {', '.join(FROZEN_OF_PAPER)}", "OLD.state <> 'draft'"),
        create("papers", "numbered", "UPDATE OF number, day", "OLD.number IS NOT NULL"),
        create("paper_templates", "delete", "DELETE", ""),
        create("paper_templates", "frozen", f"UPDATE OF {', '.join(FROZEN_OF_TEMPLATE)}", ""),
    ]


def paper_signer_statements(dialect: str) -> list[str]:
    """Return the SQL that keeps who is named as signer of a paper, on `sqlite` or `postgresql`."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [create("papers", "signer", "UPDATE OF signer_id, signer_delegation_id", "OLD.state <> 'draft'")]


_SIGNED = ("decision_files", "signed_files")


def signature_trigger_names() -> tuple[str, ...]:
    """Return the names of the triggers that keep the signed files."""
    return tuple(f"guard_{table}_{verb}" for table in _SIGNED for verb in ("update", "delete"))


def signature_statements(dialect: str) -> list[str]:
    """Return the SQL that creates the triggers of the signed files on `sqlite` or `postgresql`."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [create("decision_files", verb, verb.upper(), "") for verb in ("update", "delete")]


def approval_trigger_names() -> tuple[str, ...]:
    """Return the names of the triggers of routes and approvals: a rule and what was given are never changed."""
    routes = (f"guard_approval_routes_{name}" for name in ("delete", "ended", "frozen", "named", "ordered"))
    approvals = (f"guard_dossier_approvals_{name}" for name in ("change", "delete", "frozen", "given", "void"))
    return (*routes, *approvals)


def approval_statements(dialect: str) -> list[str]:
    """Return the SQL that creates the triggers of routes and approvals on `sqlite` or `postgresql`."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    given = "done_at, done_by, document_number, document_day"
    return [
        create("approval_routes", "delete", "DELETE", ""),
        create("approval_routes", "frozen", f"UPDATE OF {', '.join(FROZEN_OF_ROUTE)}", ""),
        create("approval_routes", "ended", "UPDATE OF valid_to", "OLD.valid_to IS NOT NULL"),
        create("dossier_approvals", "delete", "DELETE", ""),
        create("dossier_approvals", "frozen", f"UPDATE OF {', '.join(FROZEN_OF_APPROVAL)}", ""),
        create("dossier_approvals", "given", f"UPDATE OF {given}", "OLD.done_at IS NOT NULL"),
        create("dossier_approvals", "void", f"UPDATE OF voided_at, {given}", "OLD.voided_at IS NOT NULL"),
    ]


def named_statements(dialect: str) -> list[str]:
    """Return the SQL that keeps whom a rule names, on `sqlite` or `postgresql`."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [create("approval_routes", "named", "UPDATE OF reviewer_id, signer_id", "")]


def ordered_statements(dialect: str) -> list[str]:
    """Return the SQL that keeps whether a rule asks for its initials in order, on `sqlite` or `postgresql`."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [create("approval_routes", "ordered", "UPDATE OF in_order", "")]


def routed_change_statements(dialect: str) -> list[str]:
    """Return the SQL that keeps by which rule an issued change went, and of what an approval was asked."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [
        create("decision_changes", "routed", "UPDATE OF route_id", "OLD.state = 'issued'"),
        create("dossier_approvals", "change", "UPDATE OF change_id", ""),
    ]


def signed_file_statements(dialect: str) -> list[str]:
    """Return the SQL that creates the triggers of the signed files of changes and papers."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [create("signed_files", verb, verb.upper(), "") for verb in ("update", "delete")]


def all_trigger_names() -> tuple[str, ...]:
    """Return the names of every protecting trigger of a database at head."""
    later = (*outgoing_trigger_names(), *change_trigger_names(), *paper_trigger_names(), *signature_trigger_names())
    later = (*later, *approval_trigger_names(), *fund_trigger_names())
    return (*trigger_names(), *policy_trigger_names(), *later)


def outgoing_statements(dialect: str) -> list[str]:
    """Return the SQL that creates the triggers of the register of outgoing documents."""
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [
        create("documents_out", "delete", "DELETE", ""),
        create("documents_out", "frozen", f"UPDATE OF {', '.join(FROZEN_OF_NUMBER)}", ""),
        create("documents_out", "cancelled", "UPDATE OF state, reason, decision_id", "OLD.state = 'cancelled'"),
    ]


def policy_statements(dialect: str) -> list[str]:
    """Return the SQL that creates the triggers of migration 0004 on `sqlite` or `postgresql`."""
    settled = "OLD.confirmed_at IS NOT NULL OR OLD.discarded_at IS NOT NULL"
    create = _sqlite if dialect == "sqlite" else _postgresql
    return [
        create("policy_versions", "delete", "DELETE", ""),
        create("policy_versions", "frozen", f"UPDATE OF {', '.join(FROZEN_OF_VERSION)}", ""),
        create("policy_versions", "settled", f"UPDATE OF {', '.join(SETTLED_OF_VERSION)}", settled),
        *(one for table in _CONFIRMED for one in _confirmed(dialect, table)),
    ]


def statements(dialect: str) -> list[str]:
    """Return the SQL that creates the triggers on `sqlite` or `postgresql`."""
    wanted = [(table, verb, verb.upper(), "") for table in APPEND_ONLY for verb in ("update", "delete")]
    wanted += [
        ("decisions", "delete", "DELETE", ""),
        ("decisions", "frozen", f"UPDATE OF {', '.join(FROZEN_OF_DECISION)}", ""),
        ("decisions", "pdf", "UPDATE OF pdf_sha256, renderer", "OLD.pdf_sha256 IS NOT NULL"),
    ]
    create = _sqlite if dialect == "sqlite" else _postgresql
    prefix = [] if dialect == "sqlite" else [_REFUSE]
    return prefix + [create(table, name, change, when) for table, name, change, when in wanted]


def _confirmed(dialect: str, table: str) -> list[str]:
    """Return the SQL that refuses a new row resting on what nobody confirmed; PostgreSQL needs a function for it."""
    found, key = _CONFIRMED[table]
    missing, says = f"NOT EXISTS (SELECT 1 FROM {found} = NEW.{key})", f"aid: {table} of what is not confirmed"
    head = f"CREATE TRIGGER guard_{table}_confirmed BEFORE INSERT ON {table}"
    if dialect == "sqlite":
        return [f"{head} WHEN {missing} BEGIN SELECT RAISE(ABORT, '{says}'); END"]
    function = f"aid_confirmed_{table}"
    return [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger AS $$ BEGIN"
        f" IF {missing} THEN RAISE EXCEPTION '{says}'; END IF; RETURN NEW; END; $$ LANGUAGE plpgsql",
        f"{head} FOR EACH ROW EXECUTE FUNCTION {function}()",
    ]


def _sqlite(table: str, name: str, change: str, when: str) -> str:
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER guard_{table}_{name} BEFORE {change} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, 'aid: {table} is append-only'); END"
    )


def _postgresql(table: str, name: str, change: str, when: str) -> str:
    condition = f"WHEN ({when}) " if when else ""
    return (
        f"CREATE TRIGGER guard_{table}_{name} BEFORE {change} ON {table} FOR EACH ROW {condition}"
        "EXECUTE FUNCTION aid_refuse_change()"
    )
