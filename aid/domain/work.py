"""The kinds of work that wait for somebody, in the order of the work, the action each needs and its page."""

from enum import StrEnum

from aid.domain.roles import Action


class WorkKind(StrEnum):
    """A step somebody has to take."""

    INCIDENT_CONFIRM = "incident_confirm"
    INCIDENT_REGISTER = "incident_register"
    CASE_RECORD = "case_record"
    CASE_RECOMPUTE = "case_recompute"
    CASE_PROPOSE = "case_propose"
    DOSSIER_MEND = "dossier_mend"
    DOSSIER_SUBMIT = "dossier_submit"
    DOSSIER_REVIEW = "dossier_review"
    DOSSIER_INITIAL = "dossier_initial"
    DOSSIER_SECOND = "dossier_second"
    DOSSIER_AGREE = "dossier_agree"
    DOSSIER_SIGN = "dossier_sign"
    DOSSIER_ISSUE = "dossier_issue"
    DECISION_SIGN = "decision_sign"
    DECISION_SEAL = "decision_seal"
    CHANGE_MEND = "change_mend"
    CHANGE_SUBMIT = "change_submit"
    CHANGE_REVIEW = "change_review"
    CHANGE_INITIAL = "change_initial"
    CHANGE_SECOND = "change_second"
    CHANGE_AGREE = "change_agree"
    CHANGE_SIGN = "change_sign"
    CHANGE_ISSUE = "change_issue"
    CHANGE_E_SIGN = "change_e_sign"
    CHANGE_E_SEAL = "change_e_seal"
    PAPER_NUMBER = "paper_number"
    PAPER_SIGN = "paper_sign"
    PAPER_SEAL = "paper_seal"
    PAYMENT_PREPARE = "payment_prepare"
    PAYMENT_MEND = "payment_mend"
    PAYMENT_HELD = "payment_held"
    PAYOUT_APPROVE = "payout_approve"
    PAYOUT_PAY = "payout_pay"
    PAYOUT_CONFIRM = "payout_confirm"
    POLICY_CONFIRM = "policy_confirm"
    DOCUMENT_ANSWER = "document_answer"
    DOCUMENT_CHASE = "document_chase"


DONE_BY: dict[WorkKind, Action] = {
    WorkKind.INCIDENT_CONFIRM: Action.INCIDENT_CONFIRM,
    WorkKind.INCIDENT_REGISTER: Action.HOUSEHOLD_REGISTER,
    WorkKind.CASE_RECORD: Action.CASE_ASSESS,
    WorkKind.CASE_RECOMPUTE: Action.CASE_ASSESS,
    WorkKind.CASE_PROPOSE: Action.DOSSIER_PREPARE,
    WorkKind.DOSSIER_MEND: Action.DOSSIER_PREPARE,
    WorkKind.DOSSIER_SUBMIT: Action.DOSSIER_PREPARE,
    WorkKind.DOSSIER_REVIEW: Action.DOSSIER_REVIEW,
    WorkKind.DOSSIER_INITIAL: Action.DOSSIER_INITIAL,
    WorkKind.DOSSIER_SECOND: Action.DOSSIER_SIGN,
    WorkKind.DOSSIER_AGREE: Action.DOSSIER_AGREE,
    WorkKind.DOSSIER_SIGN: Action.DOSSIER_SIGN,
    WorkKind.DOSSIER_ISSUE: Action.DECISION_ISSUE,
    WorkKind.DECISION_SIGN: Action.DOSSIER_SIGN,
    WorkKind.DECISION_SEAL: Action.DECISION_ISSUE,
    WorkKind.CHANGE_MEND: Action.DOSSIER_PREPARE,
    WorkKind.CHANGE_SUBMIT: Action.DOSSIER_PREPARE,
    WorkKind.CHANGE_REVIEW: Action.DOSSIER_REVIEW,
    WorkKind.CHANGE_INITIAL: Action.DOSSIER_INITIAL,
    WorkKind.CHANGE_SECOND: Action.DOSSIER_SIGN,
    WorkKind.CHANGE_AGREE: Action.DOSSIER_AGREE,
    WorkKind.CHANGE_SIGN: Action.DOSSIER_SIGN,
    WorkKind.CHANGE_ISSUE: Action.DECISION_ISSUE,
    WorkKind.CHANGE_E_SIGN: Action.DOSSIER_SIGN,
    WorkKind.CHANGE_E_SEAL: Action.DECISION_ISSUE,
    WorkKind.PAPER_NUMBER: Action.DOCUMENT_NUMBER,
    WorkKind.PAPER_SIGN: Action.PAPER_SIGN,
    WorkKind.PAPER_SEAL: Action.DECISION_ISSUE,
    WorkKind.PAYMENT_PREPARE: Action.PAYMENT_CONTROL,
    WorkKind.PAYMENT_MEND: Action.PAYMENT_CONTROL,
    WorkKind.PAYMENT_HELD: Action.PAYMENT_CONTROL,
    WorkKind.PAYOUT_APPROVE: Action.PAYMENT_APPROVE,
    WorkKind.PAYOUT_PAY: Action.PAYMENT_PAY,
    WorkKind.PAYOUT_CONFIRM: Action.PAYMENT_PAY,
    WorkKind.POLICY_CONFIRM: Action.POLICY_CONFIRM,
    WorkKind.DOCUMENT_ANSWER: Action.DOCUMENT_RECEIVE,
    WorkKind.DOCUMENT_CHASE: Action.DOCUMENT_RECEIVE,
}


# The page where a kind of work is done.
PAGES: dict[WorkKind, str] = {
    WorkKind.INCIDENT_CONFIRM: "/incidents/{id}",
    WorkKind.INCIDENT_REGISTER: "/incidents/{id}",
    WorkKind.CASE_RECORD: "/cases/{id}",
    WorkKind.CASE_RECOMPUTE: "/cases/{id}",
    WorkKind.CASE_PROPOSE: "/cases/{id}",
    WorkKind.DOSSIER_MEND: "/dossiers/{id}",
    WorkKind.DOSSIER_SUBMIT: "/dossiers/{id}",
    WorkKind.DOSSIER_REVIEW: "/dossiers/{id}",
    WorkKind.DOSSIER_INITIAL: "/dossiers/{id}",
    WorkKind.DOSSIER_SECOND: "/dossiers/{id}",
    WorkKind.DOSSIER_AGREE: "/dossiers/{id}",
    WorkKind.DOSSIER_SIGN: "/dossiers/{id}",
    WorkKind.DOSSIER_ISSUE: "/dossiers/{id}",
    WorkKind.DECISION_SIGN: "/decisions/{id}",
    WorkKind.DECISION_SEAL: "/decisions/{id}",
    WorkKind.CHANGE_MEND: "/changes/{id}",
    WorkKind.CHANGE_SUBMIT: "/changes/{id}",
    WorkKind.CHANGE_REVIEW: "/changes/{id}",
    WorkKind.CHANGE_INITIAL: "/changes/{id}",
    WorkKind.CHANGE_SECOND: "/changes/{id}",
    WorkKind.CHANGE_AGREE: "/changes/{id}",
    WorkKind.CHANGE_SIGN: "/changes/{id}",
    WorkKind.CHANGE_ISSUE: "/changes/{id}",
    WorkKind.CHANGE_E_SIGN: "/changes/{id}",
    WorkKind.CHANGE_E_SEAL: "/changes/{id}",
    WorkKind.PAPER_NUMBER: "/papers/{id}",
    WorkKind.PAPER_SIGN: "/papers/{id}",
    WorkKind.PAPER_SEAL: "/papers/{id}",
    WorkKind.PAYMENT_PREPARE: "/decisions/{id}",
    WorkKind.PAYMENT_MEND: "/payouts/{id}",
    WorkKind.PAYMENT_HELD: "/decisions/{id}",
    WorkKind.PAYOUT_APPROVE: "/payouts/{id}",
    WorkKind.PAYOUT_PAY: "/payouts/{id}",
    WorkKind.PAYOUT_CONFIRM: "/payouts/{id}",
    WorkKind.POLICY_CONFIRM: "/policies/{id}",
    WorkKind.DOCUMENT_ANSWER: "/incoming/{id}",
    WorkKind.DOCUMENT_CHASE: "/incoming/{id}",
}
