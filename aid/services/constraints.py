"""Which rule a broken constraint stands for: the database is the second lock, and its no is a Refusal as well."""

from sqlalchemy.exc import IntegrityError

from aid.domain.errors import Refusal

# Constraint name (PostgreSQL, CHECKs of both) or SQLite's own wording of a UNIQUE -> refusal code.
_CODES: dict[str, str] = {
    "ck_funds_available_not_negative": "fund_too_small",
    "ck_funds_ceiling_kept": "ceiling_reached",
    "ck_funds_totals_not_negative": "fund_too_small",
    "uq_entries_reverses_id": "already_reversed",
    "entries.reverses_id": "already_reversed",
    "uq_funds_code": "fund_code_taken",
    "funds.code": "fund_code_taken",
    "pk_dossier_duties": "duty_taken",
    "dossier_duties.dossier_id, dossier_duties.user_id": "duty_taken",
    "uq_payments_live": "already_planned",
    "payments.decision_line_id": "already_planned",
    "uq_dossier_lines_live": "line_in_other_dossier",
    "dossier_lines.entitlement_id": "line_in_other_dossier",
    "uq_decision_lines_entitlement_id": "already_decided",
    "decision_lines.entitlement_id": "already_decided",
    "uq_decisions_dossier_id": "already_decided",
    "decisions.dossier_id": "already_decided",
    "uq_decisions_number": "number_taken",
    "decisions.agency_id, decisions.year": "number_taken",
    "uq_decision_changes_open": "change_open",
    "uq_replacements_open": "change_open",
    "replacements.decision_id": "change_open",
    "decision_changes.decision_id": "change_open",
    "pk_change_duties": "duty_taken",
    "change_duties.change_id, change_duties.user_id": "duty_taken",
    "uq_documents_out_number": "number_taken",
    "documents_out.agency_id, documents_out.year": "number_taken",
    "uq_book_rules_valid_from": "rule_exists",
    "book_rules.agency_id, book_rules.valid_from": "rule_exists",
    "uq_cases_incident_id_household_id": "case_exists",
    "cases.incident_id, cases.household_id": "case_exists",
    "uq_incidents_code": "incident_code_taken",
    "incidents.code": "incident_code_taken",
    "uq_agencies_code": "agency_exists",
    "agencies.code": "agency_exists",
    "uq_users_username": "username_taken",
    "users.username": "username_taken",
    "uq_policies_code": "policy_code_taken",
    "policies.code": "policy_code_taken",
    "uq_policy_versions_number": "stale_edit",
    "policy_versions.policy_id, policy_versions.number": "stale_edit",
    "uq_norms_scope_valid_from": "norm_overlaps",
    "norms.scope, norms.province_code": "norm_overlaps",
    "uq_decision_files_": "paper_moved_on",
    "decision_files.decision_id": "paper_moved_on",
    "uq_signed_files_": "paper_moved_on",
    "signed_files.": "paper_moved_on",
    "uq_signing_keys_": "stale_edit",
    "signing_keys.": "stale_edit",
    "uq_signing_pictures_": "stale_edit",
    "signing_pictures.": "stale_edit",
    "uq_entitlements_live": "line_exists",
    "entitlements.case_id, entitlements.policy_code": "line_exists",
}


def refusal_of(error: IntegrityError) -> Exception:
    """Return the Refusal a broken constraint stands for, or the error itself where nobody foresaw it."""
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", None) or str(error.orig)
    for fragment, code in _CODES.items():
        if fragment in name:
            return Refusal(code)
    return error
