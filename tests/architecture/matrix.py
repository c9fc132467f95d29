"""Which action opens which page, written by hand: a page that is not here, or says something else, fails the tests.

`{name}` in an address is filled by MAKERS from one small world; the rows of people and agencies belong to no office.
"""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from aid import clock
from aid.documents.paper_sandbox import shipped_source
from aid.domain.approval_routes import Route
from aid.domain.decision_changes import ChangeKind
from aid.domain.delegations import DelegationForm
from aid.domain.incoming import IncomingKind
from aid.domain.payouts import PaymentState
from aid.domain.roles import Action, Role
from aid.extensions import db
from aid.jobs import worker
from aid.models.approval_routes import ApprovalRoute
from aid.models.base import Base
from aid.models.batches import Batch, BatchFile
from aid.models.cases import Case, Cost, Harm
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import DecisionLine
from aid.models.delegations import Delegation, OnCall
from aid.models.dossiers import DossierLine
from aid.models.duty_rules import DutyRule
from aid.models.entitlements import Entitlement
from aid.models.funds import Entry, Fund
from aid.models.incidents import Attachment, Purpose
from aid.models.incoming import IncomingDocument
from aid.models.outgoing import OutgoingDocument
from aid.models.papers import Paper
from aid.models.payouts import Payment
from aid.models.policies import Norm, Policy
from aid.models.trials import PolicyTrial
from aid.models.users import Agency, User
from aid.services import batches, decision_changes, delegations, incoming, paper_templates, papers, payouts, trials
from aid.services.approval_routes import add_route
from aid.services.decision_changes import ChangePlan
from aid.services.delegations import DelegationValues
from aid.services.incoming import ArrivalValues
from aid.services.payouts import PayMethod
from tests.factories.cases import people_of
from tests.factories.dossiers import make_decision, make_staff
from tests.factories.duty_rules import lay_down
from tests.factories.users import actor as make_actor

_A = Action

MATRIX: dict[Action, tuple[str, ...]] = {
    _A.ACCOUNT_USE: (
        "my_work.index",
        "notices.index",
        "notices.mail",
        "notices.read",
        "relations.contact",
        "search.index",
        "sign_in.account",
        "sign_in.change_password",
        "sign_in.sign_out_everywhere",
    ),
    _A.APPROVAL_SET: ("approval_routes.end", "approval_routes.index", "approval_routes.new"),
    _A.CALENDAR_SET: ("office_days.clear", "office_days.index"),
    _A.CASE_ASSESS: (
        "cases.close", "cases.damage", "cases.leave_out", "cases.member", "cases.needs", "cases.papers",
        "cases.withdraw", "entitlements.compute", "entitlements.name_payee", "entitlements.raise_amount",
        "harms.correct", "harms.new", "harms.new_cost", "harms.remove", "harms.remove_cost", "households.edit",
        "households.edit_person", "households.name_head", "prior_aid.tell_apart", "recomputing.start",
    ),
    _A.CASE_SEE: ("cases.show", "entitlements.show", "households.index", "households.reveal", "households.show"),
    _A.DECISION_ISSUE: (
        "changes.issue", "changes.issue_return", "paper_signatures.changes_e_seal",
        "paper_signatures.changes_e_seal_file", "paper_signatures.papers_e_seal",
        "paper_signatures.papers_e_seal_file",
        "changes.issue", "changes.issue_return",
        "batches.file", "batches.index", "batches.show", "batches.start_issue", "batches.start_print", "batches.take",
        "dossier_steps.issue", "dossier_steps.issue_return", "numbers_ahead.choose", "signatures.seal",
        "signatures.seal_file", "signing_keys.agency_give_up", "signing_keys.agency_keep_file",
        "signing_keys.agency_keep_picture", "signing_keys.agency_keep_token", "signing_keys.agency_picture",
        "signing_keys.agency_show",
    ),
    _A.DECISION_SEE: ("decisions.index", "decisions.public_paper", "decisions.show", "signatures.show"),
    _A.DELEGATION_ENTER: ("delegations.end", "delegations.new"),
    _A.DOCUMENT_NUMBER: ("outgoing.cancel", "outgoing.new", "paper_numbers.give"),
    _A.DOCUMENT_RECEIVE: ("incoming.answer", "incoming.came", "incoming.more", "incoming.new"),
    _A.DOCUMENT_SEE_IN: (
        "incoming.index", "incoming.show", "incoming_papers.exported", "incoming_papers.printed",
        "incoming_papers.receipt", "incoming_papers.scan",
    ),
    _A.DOCUMENT_SEE: ("outgoing.exported", "outgoing.index", "outgoing.printed", "outgoing.show"),
    _A.DOSSIER_AGREE: ("approvals.agree", "approvals.change_agree"),
    _A.DOSSIER_INITIAL: (
        "approvals.change_initial", "approvals.initial", "bulk_steps.initial", "bulk_steps.initial_confirm",
    ),
    _A.DOSSIER_PREPARE: (
        "changes.edit", "changes.new", "changes.reopen", "changes.submit",
        "dossier_steps.reopen", "dossier_steps.submit", "dossiers.change_lines", "dossiers.new",
        "replacements.new", "replacements.renew",
    ),
    _A.DOSSIER_REVIEW: (
        "changes.review", "changes.review_refuse", "changes.review_return",
        "bulk_steps.review", "bulk_steps.review_confirm", "dossier_steps.review", "dossier_steps.review_refuse",
        "dossier_steps.review_return",
    ),
    _A.DOSSIER_SEE: (
        "changes.paper", "changes.show", "paper_signatures.changes_file", "paper_signatures.changes_show",
        "decisions.paper", "incoming_papers.contents",
        "dossiers.index", "dossiers.preview_page", "dossiers.preview_pdf", "dossiers.show", "papers.draft_word",
        "delegations.index", "my_work.waiting", "relations.declare", "signatures.file",
    ),
    _A.DOSSIER_SIGN: (
        "changes.sign", "changes.sign_refuse", "changes.sign_return",
        "approvals.change_second", "approvals.second", "bulk_steps.second", "bulk_steps.second_confirm",
        "bulk_steps.sign", "bulk_steps.sign_confirm", "dossier_steps.sign", "dossier_steps.sign_refuse",
        "dossier_steps.sign_return",
        "paper_signatures.changes_e_sign", "paper_signatures.changes_e_sign_file", "signatures.sign",
        "signatures.sign_file",
    ),
    _A.DUTY_RULE_SEE: ("duty_rules.index",),
    _A.FUND_RECEIVE: (
        "fund_periods.close", "fund_periods.reopen", "funds.new", "funds.receive", "funds.reverse", "funds.transfer",
    ),
    _A.FUND_SEE: ("funds.index", "funds.show"),
    _A.HOUSEHOLD_REGISTER: (
        "cases.add_files", "households.add_person", "households.known", "households.register", "households.take",
    ),
    _A.INCIDENT_CONFIRM: ("incidents.close", "incidents.confirm", "incidents.dismiss"),
    _A.INCIDENT_REPORT: ("incidents.add_files", "incidents.edit", "incidents.new"),
    _A.INCIDENT_SEE: ("attachments.show", "delegations.turns", "incidents.index", "incidents.show"),
    _A.NORM_CONFIRM: ("norms.confirm",),
    _A.NORM_ENTER: ("norms.discard", "norms.new"),
    _A.ON_CALL_SET: ("delegations.new_turn", "delegations.remove_turn"),
    _A.PAPER_MAKE: (
        "papers.edit", "papers.finalise", "papers.new_of_case", "papers.new_of_dossier", "papers.new_of_incident",
        "papers.new_of_payout", "papers.void",
    ),
    _A.PAPER_SEE: (
        "paper_templates.index", "paper_templates.page", "paper_templates.show", "paper_templates.source",
        "paper_signatures.papers_file", "paper_signatures.papers_show",
        "papers.page", "papers.pdf", "papers.show", "papers.word",
    ),
    _A.PAPER_SIGN: (
        "paper_signatures.papers_e_sign", "paper_signatures.papers_e_sign_file",
        "signing_keys.mine_give_up", "signing_keys.mine_keep_file", "signing_keys.mine_keep_picture",
        "signing_keys.mine_keep_token", "signing_keys.mine_picture", "signing_keys.mine_show",
    ),
    _A.PAPER_TEMPLATE_ADOPT: ("paper_templates.adopt", "paper_templates.withdraw"),
    _A.PAPER_TEMPLATE_EDIT: ("paper_templates.edit",),
    _A.PAYMENT_APPROVE: ("bank_files.accept", "payouts.approve", "payouts.send_back"),
    _A.PAYMENT_CONTROL: (
        "bank_files.names", "payments.go_on", "payments.plan_line", "payments.stop", "payouts.new", "payouts.reprepare",
    ),
    _A.PAYMENT_PAY: (
        "bank_files.download", "bank_files.make", "payments.fail", "payouts.pay", "payouts.send", "transfers.show",
    ),
    _A.PAYOUT_SEE: (
        "bank_files.show", "payments.show", "payouts.add_sheet", "payouts.index", "payouts.sheet", "payouts.show",
        "payouts.slip", "payouts.slips",
    ),
    _A.POLICY_CONFIRM: ("policy_versions.confirm", "policy_versions.end"),
    _A.POLICY_ENTER: (
        "benefit_edit.edit", "benefit_edit.move", "benefit_edit.new", "benefit_edit.remove", "policy_edit.edit",
        "policy_edit.new", "policy_edit.start", "policy_texts.edit", "policy_texts.new", "policy_versions.discard",
    ),
    _A.POLICY_SEE: (
        "norms.index", "norms.show", "norms.signed_text", "policies.download", "policies.index", "policies.show",
        "policies.signed_text", "policy_trials.show", "policy_versions.index", "policy_versions.show",
    ),
    _A.POLICY_TRY: ("policy_trials.index",),
    _A.USER_MANAGE: (
        "agencies.books", "agencies.index", "agencies.new", "agencies.show", "duty_rules.end",
        "duty_rules.new", "users.change_roles", "users.disable", "users.enable", "users.index",
        "users.invite", "users.new", "users.show",
    ),
}  # fmt: skip

EXPECTED = {endpoint: action for action, endpoints in MATRIX.items() for endpoint in endpoints}
# The administrator keeps the people and agencies of the whole installation; everybody reads its rules.
OF_NO_OFFICE = {"agency_id", "code", "kind", "page", "norm_id", "number", "policy_id", "rule_id", "user_id"}


def make_world() -> None:
    """A fire, a family, a signed and issued decision, its prepared payout, a cost and a paper."""
    staff = make_staff()
    decision_id = make_decision(staff)
    payments = db.session.scalars(select(Payment.id).where(Payment.state == PaymentState.PLANNED)).all()
    payouts.prepare(decision_id, payments, PayMethod.CASH, actor=staff.accountant)
    case_id = _first(Case)
    made = {"created_at": clock.now()}
    db.session.add(Cost(case_id=case_id, kind="treatment", payee="household", amount=1_000_000, invoice="HĐ 1", **made))
    values = {"purpose": Purpose.DOCUMENT, "file_name": "giay.pdf", "media_type": "application/pdf", "size": 1}
    db.session.add(Attachment(case_id=case_id, sha256="0" * 64, **values, **made))
    db.session.commit()
    paper_templates.save("agreement", shipped_source("agreement"), base=0, actor=staff.officer)
    papers.start("proposal", _first(DossierLine, "dossier_id"), {}, actor=staff.officer)
    decision_changes.prepare(decision_id, ChangePlan(ChangeKind.REVOKE, "Ban hành nhầm"), actor=staff.officer)
    desk = staff.clerk._replace(roles=frozenset({Role.ONE_STOP}))
    incoming.register(ArrivalValues(IncomingKind.OTHER, "Công an phường", "Giấy xác nhận"), actor=desk)
    until = clock.today() + timedelta(days=30)
    deputy = make_actor("pho", Role.APPROVER, signing_form="deputy")
    values = DelegationValues(deputy.user_id, DelegationForm.DEPUTY, clock.today(), until, "QĐ 12")
    delegations.enter(values, actor=staff.approver)
    lay_down(deputy.agency_id)
    now = clock.now()
    delegations.put_on_call(deputy.user_id, now, now + timedelta(hours=8), "0912345678", actor=staff.approver)
    add_route(Route(clock.today(), "Quy chế làm việc", amount_from=10**12), actor=staff.approver)
    batches.start_print_of([_first(DossierLine, "dossier_id")], "Lô in", batches.Printing(), actor=staff.clerk)
    worker.work_waiting()
    trials.start_trial(_first(Policy), _first(Case, "incident_id"), actor=staff.reviewer)


def _first(kind: type[Base], column: str = "id") -> int:
    found: int = db.session.scalars(select(getattr(kind, column)).order_by(getattr(kind, column))).first()
    return found


MAKERS: dict[str, Callable[[], object]] = {
    "agency_id": lambda: _first(Agency),
    "attachment_id": lambda: _first(Attachment),
    "batch_id": lambda: _first(Batch),
    "bank_file_id": lambda: 1,
    "case_id": lambda: _first(Case),
    "change_id": lambda: _first(DecisionChange),
    "delegation_id": lambda: _first(Delegation),
    "on_call_id": lambda: _first(OnCall),
    "rule_id": lambda: _first(DutyRule),
    "code": lambda: db.session.get_one(Policy, _first(Policy)).document["benefits"][0]["code"],
    "cost_id": lambda: _first(Cost),
    "decision_id": lambda: _first(DecisionLine, "decision_id"),
    "document_id": lambda: _first(IncomingDocument),
    "dossier_id": lambda: _first(DossierLine, "dossier_id"),
    "entitlement_id": lambda: _first(Entitlement),
    "entry_id": lambda: _first(Entry),
    "file_id": lambda: _first(BatchFile),
    "fund_id": lambda: _first(Fund),
    "harm_id": lambda: _first(Harm),
    "household_id": lambda: _first(Case, "household_id"),
    "incident_id": lambda: _first(Case, "incident_id"),
    "line_id": lambda: _first(DecisionLine),
    "norm_id": lambda: _first(Norm),
    "number": lambda: 1,
    "outgoing_id": lambda: _first(OutgoingDocument),
    "page": lambda: 1,
    "paper_id": lambda: _first(Paper),
    "payment_id": lambda: _first(Payment),
    "payout_id": lambda: db.session.scalars(select(Payment.payout_id)).first(),
    "position": lambda: 0,
    "step": lambda: "retry",
    "other_id": lambda: people_of(_first(Case))[-1],
    "person_id": lambda: people_of(_first(Case))[0],
    "policy_id": lambda: _first(Policy),
    "trial_id": lambda: _first(PolicyTrial),
    "route_id": lambda: _first(ApprovalRoute),
    "user_id": lambda: db.session.scalars(select(User.id).where(User.username == "lan")).one(),
}
