"""Every page of the program: who opens it, and on what. A page that is missing here fails a test."""

from __future__ import annotations

from typing import NamedTuple


class Visit(NamedTuple):
    """Who opens a page; `on` names the thing of the world (tests/journeys/world.py) for each part of its address.

    `is_refused_empty`: the form, sent with every field empty, comes back with its errors.
    """

    endpoint: str
    who: str
    on: dict[str, str]
    query: str = ""
    is_refused_empty: bool = False

    @property
    def name(self) -> str:
        """Return what a test report calls it."""
        return "-".join((self.endpoint, self.who, *self.on.values(), *self.query.split("&"))).strip("-")


EVERYBODY = (
    "canbo", "totruong", "motcua", "thamdinh", "chutich", "vanthu", "ketoan", "chutaikhoan", "thuquy", "thanhtra",
    "thanhpho", "chuongtrinh", "quantri",
)  # fmt: skip
NOBODY = ""


def _see(endpoint: str, *who: str, query: str = "", **on: str) -> list[Visit]:
    return [Visit(endpoint, name, on, query) for name in who]


def _form(endpoint: str, who: str, query: str = "", **on: str) -> list[Visit]:
    """A page with a form that cannot be sent empty."""
    return [Visit(endpoint, who, on, query, is_refused_empty=True)]


PUBLIC = [
    *_form("sign_in.sign_in", NOBODY),
    *_form("sign_in.accept_invitation", NOBODY, token="token"),
    *_form("calculator.show", NOBODY),
    *_see("verify.show", NOBODY),
    *_see("verify.show", NOBODY, code="code"),
]
OWN = [
    *_see("my_work.index", *EVERYBODY, "tructhay"),
    *_see("sign_in.account", "canbo", "quantri"),
    *_see("notices.index", "canbo", "thamdinh", "quantri"),
    *_see("my_work.waiting", "chutich", "thanhpho"),
    *_see("bulk_steps.review", "thamdinh"),
    *_see("bulk_steps.sign", "chutich"),
    *_see("bulk_steps.initial", "vanthu"),
    *_see("bulk_steps.second", "chutich"),
    *_see("bulk_steps.review_confirm", "thamdinh", query="pick=1-1"),
    *_see("bulk_steps.sign_confirm", "chutich", query="pick=1-1"),
    *_see("bulk_steps.initial_confirm", "vanthu", query="pick=1-1"),
    *_see("bulk_steps.second_confirm", "chutich", query="pick=1-1"),
    *_see("duty_rules.index", "quantri", "chutich", "thanhtra"),
    *_form("duty_rules.new", "quantri"),
    *_form("duty_rules.end", "quantri", rule_id="duty_rule"),
    *_see("delegations.index", "chutich"),
    *_form("delegations.new", "chutich"),
    *_form("delegations.end", "chutich", delegation_id="delegation"),
    *_see("delegations.turns", "canbo", "chutich"),
    *_form("delegations.new_turn", "thamdinh"),
    *_see("relations.contact", "canbo"),
    *_see("relations.declare", "thamdinh", case_id="case"),
    *_see("notices.mail", "canbo"),
    *_see("search.index", "canbo", query="q=Thử"),
    *_see("search.index", "thanhpho", query="q="),
]
HOUSE = [
    *_see("agencies.index", "quantri"),
    *_form("agencies.show", "quantri", agency_id="agency"),
    *_form("agencies.new", "quantri"),
    *_form("agencies.books", "quantri", agency_id="agency"),
    *_form("office_days.index", "thanhpho"),
    *_see("users.index", "quantri"),
    *_form("users.show", "quantri", user_id="user"),
    *_form("users.new", "quantri"),
]
INCIDENTS = [
    *_see("incidents.index", "canbo", "totruong", "thanhpho"),
    *_see("incidents.index", "canbo", query="q=khong-co-vu-nay"),
    *_form("incidents.new", "canbo"),
    *_see("incidents.show", "canbo", "chutich", "totruong", "thanhtra", incident_id="fire"),
    *_see("incidents.show", "thamdinh", incident_id="reported"),
    *_see("incidents.show", "canbo", incident_id="storm"),
    *_form("incidents.edit", "canbo", incident_id="fire"),
    *_form("incidents.add_files", "canbo", incident_id="fire"),
    *_form("incidents.dismiss", "thamdinh", incident_id="reported"),
]
CASES = [
    *_see("households.index", "canbo", "motcua"),
    *_see("households.index", "canbo", query="q=Nguyễn"),
    *_see("households.show", "canbo", "thanhtra", household_id="household"),
    *_form("households.register", "canbo", incident_id="fire"),
    *_see("households.register", "totruong", incident_id="fire"),
    *_see("households.known", "canbo", incident_id="fire"),
    *_see("households.known", "canbo", incident_id="fire", query="q=Nguyễn"),
    *_form("households.add_person", "canbo", case_id="case"),
    *_form("households.edit", "canbo", household_id="household"),
    *_form("households.edit_person", "canbo", household_id="household", person_id="person"),
    *_see("cases.show", "canbo", "thamdinh", "chutich", "motcua", "thanhtra", case_id="case"),
    *_see("cases.show", "canbo", case_id="case_new"),
    *_see("cases.papers", "canbo", case_id="case"),
    *_form("cases.member", "canbo", case_id="case", person_id="person"),
    *_form("prior_aid.tell_apart", "canbo", case_id="case", person_id="person", other_id="person"),
    *_form("cases.damage", "canbo", case_id="case"),
    *_form("cases.needs", "canbo", case_id="case"),
    *_form("cases.withdraw", "canbo", case_id="case"),
    *_form("cases.add_files", "canbo", case_id="case"),
    *_form("harms.new", "canbo", case_id="case"),
    *_form("harms.correct", "canbo", case_id="case", harm_id="harm"),
    *_form("harms.remove", "canbo", case_id="case", harm_id="harm"),
    *_form("harms.new_cost", "canbo", case_id="case"),
    *_form("harms.remove_cost", "canbo", case_id="case", cost_id="cost"),
    *_see("entitlements.show", "canbo", "thamdinh", case_id="case"),
    *_form("entitlements.name_payee", "canbo", entitlement_id="entitlement"),
    *_form("entitlements.raise_amount", "canbo", entitlement_id="entitlement"),
]
DOSSIERS = [
    *_see("dossiers.index", "canbo", "chutich", "thanhpho"),
    *_see("dossiers.new", "canbo", incident_id="fire"),
    *_form("dossiers.new", "canbo", query="policy=ND20-2021&fund=1", incident_id="fire"),
    *_see("dossiers.show", "canbo", "thanhtra", dossier_id="dossier_draft"),
    *_see("dossiers.show", "thamdinh", dossier_id="dossier_submitted"),
    *_see("dossiers.show", "chutich", dossier_id="dossier_reviewed"),
    *_see("dossiers.show", "vanthu", dossier_id="dossier_signed"),
    *_see("dossiers.show", "canbo", dossier_id="dossier_returned"),
    *_see("dossiers.change_lines", "canbo", dossier_id="dossier_draft"),
    *_see("dossier_steps.submit", "canbo", dossier_id="dossier_draft"),
    *_see("dossier_steps.review", "thamdinh", dossier_id="dossier_submitted"),
    *_form("dossier_steps.review_return", "thamdinh", dossier_id="dossier_submitted"),
    *_form("dossier_steps.review_refuse", "thamdinh", dossier_id="dossier_submitted"),
    *_see("dossier_steps.sign", "chutich", dossier_id="dossier_reviewed"),
    *_form("dossier_steps.sign_return", "chutich", dossier_id="dossier_reviewed"),
    *_form("dossier_steps.sign_refuse", "chutich", dossier_id="dossier_reviewed"),
    *_see("dossier_steps.issue", "vanthu", dossier_id="dossier_signed"),
    *_form("dossier_steps.issue_return", "vanthu", dossier_id="dossier_signed"),
    *_see("dossier_steps.reopen", "canbo", dossier_id="dossier_returned"),
    *_see("approvals.initial", "vanthu", dossier_id="dossier_reviewed"),
    *_see("approvals.second", "chutich", dossier_id="dossier_reviewed"),
    *_form("approvals.agree", "thanhpho", dossier_id="dossier_reviewed"),
    *_see("approval_routes.index", "chutich"),
    *_see("approval_routes.index", "chutich", query="amount=40.000.000"),
    *_form("approval_routes.new", "chutich"),
    *_form("approval_routes.end", "chutich", route_id="route"),
    *_see("numbers_ahead.choose", "vanthu", dossier_id="dossier_reviewed"),
    *_see("incoming.index", "motcua", "vanthu", "canbo"),
    *_form("incoming.new", "motcua"),
    *_form("incoming.new", "motcua", query="case=1"),
    *_see("incoming.show", "motcua", "canbo", document_id="document"),
    *_form("incoming.more", "motcua", document_id="document"),
    *_form("incoming.answer", "motcua", document_id="document"),
    *_see("batches.index", "vanthu"),
    *_see("batches.start_issue", "vanthu"),
    *_see("batches.show", "vanthu", batch_id="batch"),
    *_form("batches.start_print", "vanthu"),
    *_see("outgoing.index", "vanthu", "thanhtra"),
    *_see("outgoing.index", "vanthu", query="q=khong-co-so-nay"),
    *_form("outgoing.new", "vanthu"),
    *_see("paper_numbers.give", "vanthu", paper_id="paper_final"),
    *_see("outgoing.show", "vanthu", "canbo", outgoing_id="outgoing"),
    *_form("outgoing.cancel", "vanthu", outgoing_id="outgoing"),
    *_form("changes.new", "canbo", decision_id="decision"),
    *_form("replacements.new", "canbo", decision_id="decision"),
    *_form("replacements.renew", "canbo", dossier_id="dossier_replacing"),
    *_see("dossiers.show", "canbo", dossier_id="dossier_replacing"),
    *_see("changes.show", "canbo", change_id="change"),
    *_see("changes.show", "chutich", change_id="change_issued"),
    *_see("paper_signatures.changes_e_sign", "chutich", change_id="change_issued"),
    *_see("paper_signatures.changes_e_seal", "vanthu", change_id="change_issued"),
    *_see("paper_signatures.changes_show", "thanhtra", change_id="change_issued"),
    *_see("paper_signatures.papers_e_sign", "chutich", paper_id="paper_numbered"),
    *_see("paper_signatures.papers_e_seal", "vanthu", paper_id="paper_numbered"),
    *_see("paper_signatures.papers_show", "canbo", paper_id="paper_numbered"),
    *_see("changes.edit", "canbo", change_id="change"),
    *_see("changes.submit", "canbo", change_id="change"),
    *_see("changes.review", "thamdinh", change_id="change"),
    *_form("changes.review_return", "thamdinh", change_id="change"),
    *_form("changes.review_refuse", "thamdinh", change_id="change"),
    *_see("approvals.change_initial", "vanthu", change_id="change"),
    *_see("approvals.change_second", "chutich", change_id="change"),
    *_form("approvals.change_agree", "thanhpho", change_id="change"),
    *_see("changes.sign", "chutich", change_id="change"),
    *_form("changes.sign_return", "chutich", change_id="change"),
    *_form("changes.sign_refuse", "chutich", change_id="change"),
    *_see("changes.issue", "vanthu", change_id="change"),
    *_form("changes.issue_return", "vanthu", change_id="change"),
    *_see("changes.reopen", "canbo", change_id="change"),
    *_see("decisions.index", "vanthu", "thanhtra"),
    *_see("decisions.show", "canbo", "ketoan", "thanhtra", decision_id="decision"),
    *_see("signatures.show", "thanhtra", decision_id="decision"),
    *_see("signatures.sign", "chutich", decision_id="decision"),
    *_see("signatures.seal", "vanthu", decision_id="decision"),
    *_see("signing_keys.mine_show", "chutich"),
    *_see("signing_keys.agency_show", "vanthu"),
]
MONEY = [
    *_see("funds.index", "ketoan", "thanhtra"),
    *_see("funds.show", "ketoan", "chutich", fund_id="fund"),
    *_see("funds.show", "ketoan", fund_id="rice"),
    *_form("funds.new", "ketoan"),
    *_form("funds.receive", "ketoan", fund_id="fund"),
    *_form("funds.transfer", "ketoan", fund_id="fund"),
    *_form("fund_periods.close", "ketoan", fund_id="fund"),
    *_form("fund_periods.reopen", "ketoan", fund_id="fund"),
    *_form("funds.reverse", "ketoan", entry_id="entry"),
    *_see("payouts.index", "ketoan", "thuquy"),
    *_form("payouts.new", "ketoan", decision_id="decision"),
    *_see("payouts.show", "chutaikhoan", payout_id="payout_prepared"),
    *_see("payouts.show", "thuquy", payout_id="payout_approved"),
    *_see("payouts.show", "ketoan", "thuquy", payout_id="payout_paid"),
    *_see("payouts.approve", "chutaikhoan", payout_id="payout_prepared"),
    *_form("payouts.send_back", "chutaikhoan", payout_id="payout_prepared"),
    *_form("payouts.reprepare", "ketoan", payout_id="payout_approved"),
    *_form("payouts.add_sheet", "thuquy", payout_id="payout_approved"),
    *_form("payouts.pay", "thuquy", payout_id="payout_paid"),
    *_see("payouts.send", "thuquy", payout_id="payout_bank"),
    *_see("transfers.show", "thuquy", payout_id="payout_bank"),
    *_see("bank_files.show", "ketoan", "chutaikhoan", "thuquy", payout_id="payout_bank"),
    *_see("bank_files.names", "ketoan", payout_id="payout_bank"),
    *_form("bank_files.accept", "chutaikhoan", payment_id="payment_sent"),
    *_see("payments.show", "ketoan", payment_id="payment"),
    *_form("payments.stop", "ketoan", payment_id="payment", step="hold"),
    *_form("payments.stop", "ketoan", payment_id="payment_paid", step="return"),
    *_form("payments.fail", "thuquy", payment_id="payment_sent"),
]
_DRAFT = {"policy_id": "policy_draft"}
POLICIES = [
    *_see("policies.index", "canbo", "thamdinh", "thanhpho", "thanhtra"),
    *_see("policies.index", "canbo", query="q=khong-co-van-ban-nay"),
    *_see("policies.show", "canbo", "thamdinh", "thanhpho", policy_id="policy"),
    *_see("policies.show", "canbo", "thamdinh", "thanhpho", **_DRAFT),
    *_see("policy_edit.start", "thamdinh"),
    *_form("policy_edit.new", "thamdinh", query="start=blank"),
    *_form("policy_edit.new", "thamdinh", query="start=copy&copy=1"),
    *_form("policy_edit.edit", "thamdinh", **_DRAFT),
    *_form("policy_texts.new", "thamdinh"),
    *_form("policy_texts.edit", "thamdinh", **_DRAFT),
    *_see("benefit_edit.new", "thamdinh", **_DRAFT),
    *_form("benefit_edit.new", "thamdinh", query="who=dead&kind=up_to", **_DRAFT),
    *_form("benefit_edit.new", "thamdinh", query="who=injured&kind=tiers:inpatient_days", **_DRAFT),
    *_form("benefit_edit.edit", "thamdinh", policy_id="policy", code="benefit"),
    *_see("benefit_edit.edit", "thamdinh", query="change=1", policy_id="policy", code="benefit"),
    *_see("benefit_edit.remove", "thamdinh", policy_id="policy", code="benefit"),
    *_see("policy_versions.index", "canbo", policy_id="policy"),
    *_see("policy_versions.show", "canbo", number="version", **_DRAFT),
    *_form("policy_versions.confirm", "thanhpho", **_DRAFT),
    *_see("policy_versions.discard", "thamdinh", **_DRAFT),
    *_form("policy_versions.end", "thanhpho", policy_id="policy"),
    *_form("policy_trials.index", "thamdinh", **_DRAFT),
    *_see("policy_trials.show", "thamdinh", "ketoan", trial_id="trial", **_DRAFT),
    *_see("norms.index", "canbo", "thamdinh"),
    *_form("norms.new", "thamdinh"),
    *_see("norms.show", "thamdinh", "thanhpho", "ketoan", norm_id="norm"),
    *_form("norms.confirm", "thanhpho", norm_id="norm"),
]
PAPERS = [
    *_form("papers.new_of_case", "canbo", case_id="case", kind="kind_case"),
    *_see("papers.new_of_dossier", "canbo", dossier_id="dossier_draft", kind="kind_dossier"),
    *_form("papers.new_of_incident", "canbo", incident_id="fire", kind="kind_incident"),
    *_form("papers.new_of_payout", "ketoan", payout_id="payout_prepared", kind="kind_payout"),
    *_see("papers.show", "canbo", "thanhtra", "chutich", paper_id="paper"),
    *_see("papers.edit", "canbo", paper_id="paper"),
    *_form("papers.void", "canbo", paper_id="paper"),
    *_see("paper_templates.index", "canbo", "chutich"),
    *_see("paper_templates.edit", "canbo", kind="kind_dossier"),
    *_see("paper_templates.show", "canbo", "thamdinh", kind="kind_dossier", number="template"),
]
VISITS = [*PUBLIC, *OWN, *HOUSE, *INCIDENTS, *CASES, *DOSSIERS, *MONEY, *PAPERS, *POLICIES]
