"""Who may do what in general: roles, actions, and the one table that joins them.

A role opens a kind of page or step; whether this person may take this step on this dossier is decided by the
duties (`duties.py`) and by the agency in whose area the matter lies.
"""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a person is in the office; a person may hold several."""

    ACCOUNTANT = "accountant"
    ACCOUNT_HOLDER = "account_holder"
    ADMINISTRATOR = "administrator"
    APPROVER = "approver"
    AUDITOR = "auditor"
    CASHIER = "cashier"
    CITY = "city"
    CLERK = "clerk"
    NEIGHBOURHOOD_HEAD = "neighbourhood_head"
    OFFICER = "officer"
    ONE_STOP = "one_stop"
    PROGRAMME = "programme"
    REVIEWER = "reviewer"


class Action(StrEnum):
    """What a page or a step does, as `subject:verb`, in alphabetical order."""

    ACCOUNT_USE = "account:use"
    APPROVAL_SET = "approval:set"
    CALENDAR_SET = "calendar:set"
    CASE_ASSESS = "case:assess"
    CASE_SEE = "case:see"
    DECISION_ISSUE = "decision:issue"
    DECISION_SEE = "decision:see"
    DELEGATION_ENTER = "delegation:enter"
    DOCUMENT_NUMBER = "document:number"
    DOCUMENT_RECEIVE = "document:receive"
    DOCUMENT_SEE = "document:see"
    DOCUMENT_SEE_IN = "document:see_in"
    DOSSIER_AGREE = "dossier:agree"
    DOSSIER_INITIAL = "dossier:initial"
    DOSSIER_PREPARE = "dossier:prepare"
    DOSSIER_REVIEW = "dossier:review"
    DOSSIER_SEE = "dossier:see"
    DOSSIER_SIGN = "dossier:sign"
    DUTY_RULE_SEE = "duty_rule:see"
    FUND_RECEIVE = "fund:receive"
    FUND_SEE = "fund:see"
    HOUSEHOLD_REGISTER = "household:register"
    INCIDENT_CONFIRM = "incident:confirm"
    INCIDENT_REPORT = "incident:report"
    INCIDENT_SEE = "incident:see"
    NORM_CONFIRM = "norm:confirm"
    NORM_ENTER = "norm:enter"
    PAPER_MAKE = "paper:make"
    PAPER_SEE = "paper:see"
    PAPER_SIGN = "paper:sign"
    PAPER_TEMPLATE_ADOPT = "paper_template:adopt"
    PAPER_TEMPLATE_EDIT = "paper_template:edit"
    ON_CALL_SET = "on_call:set"
    PAYMENT_APPROVE = "payment:approve"
    PAYMENT_CONTROL = "payment:control"
    PAYMENT_PAY = "payment:pay"
    PAYOUT_SEE = "payout:see"
    POLICY_CONFIRM = "policy:confirm"
    POLICY_ENTER = "policy:enter"
    POLICY_SEE = "policy:see"
    POLICY_TRY = "policy:try"
    USER_MANAGE = "user:manage"


_EVERY_READER = frozenset(
    {
        Role.ACCOUNTANT,
        Role.ACCOUNT_HOLDER,
        Role.APPROVER,
        Role.AUDITOR,
        Role.CASHIER,
        Role.CITY,
        Role.CLERK,
        Role.OFFICER,
        Role.PROGRAMME,
        Role.REVIEWER,
    }
)
_CASE_READERS = frozenset(
    {Role.ACCOUNTANT, Role.APPROVER, Role.AUDITOR, Role.CITY, Role.OFFICER, Role.ONE_STOP, Role.REVIEWER}
)
_MONEY_READERS = frozenset(
    {
        Role.ACCOUNTANT,
        Role.ACCOUNT_HOLDER,
        Role.APPROVER,
        Role.AUDITOR,
        Role.CASHIER,
        Role.CITY,
        Role.REVIEWER,
    }
)

MAY: dict[Action, frozenset[Role]] = {
    Action.ACCOUNT_USE: frozenset(Role),
    Action.APPROVAL_SET: frozenset({Role.APPROVER}),
    Action.CALENDAR_SET: frozenset({Role.ADMINISTRATOR, Role.CITY}),
    Action.CASE_ASSESS: frozenset({Role.OFFICER}),
    Action.CASE_SEE: _CASE_READERS,
    Action.DECISION_ISSUE: frozenset({Role.CLERK}),
    Action.DECISION_SEE: _EVERY_READER,
    Action.DELEGATION_ENTER: frozenset({Role.APPROVER, Role.REVIEWER}),
    Action.DOCUMENT_NUMBER: frozenset({Role.CLERK}),
    Action.DOCUMENT_RECEIVE: frozenset({Role.CLERK, Role.ONE_STOP}),
    Action.DOCUMENT_SEE: frozenset({Role.APPROVER, Role.AUDITOR, Role.CLERK, Role.OFFICER, Role.REVIEWER}),
    Action.DOCUMENT_SEE_IN: frozenset(
        {Role.APPROVER, Role.AUDITOR, Role.CLERK, Role.OFFICER, Role.ONE_STOP, Role.REVIEWER}
    ),
    Action.DOSSIER_AGREE: frozenset({Role.CITY}),
    Action.DOSSIER_INITIAL: frozenset({Role.ACCOUNTANT, Role.APPROVER, Role.CLERK, Role.OFFICER, Role.REVIEWER}),
    Action.DOSSIER_PREPARE: frozenset({Role.OFFICER}),
    Action.DOSSIER_REVIEW: frozenset({Role.REVIEWER}),
    Action.DOSSIER_SEE: _EVERY_READER - {Role.PROGRAMME},
    Action.DOSSIER_SIGN: frozenset({Role.APPROVER}),
    Action.DUTY_RULE_SEE: (_EVERY_READER - {Role.PROGRAMME}) | {Role.ADMINISTRATOR},
    Action.FUND_RECEIVE: frozenset({Role.ACCOUNTANT}),
    Action.FUND_SEE: _MONEY_READERS,
    Action.HOUSEHOLD_REGISTER: frozenset({Role.NEIGHBOURHOOD_HEAD, Role.OFFICER}),
    Action.INCIDENT_CONFIRM: frozenset({Role.APPROVER, Role.REVIEWER}),
    Action.INCIDENT_REPORT: frozenset({Role.NEIGHBOURHOOD_HEAD, Role.OFFICER}),
    Action.INCIDENT_SEE: _EVERY_READER | {Role.NEIGHBOURHOOD_HEAD, Role.ONE_STOP},
    Action.NORM_CONFIRM: frozenset({Role.CITY}),
    Action.NORM_ENTER: frozenset({Role.CITY, Role.REVIEWER}),
    Action.PAPER_MAKE: frozenset({Role.ACCOUNTANT, Role.CASHIER, Role.CLERK, Role.OFFICER, Role.REVIEWER}),
    Action.PAPER_SEE: _CASE_READERS | _MONEY_READERS | {Role.CLERK},
    Action.PAPER_SIGN: frozenset({Role.APPROVER, Role.REVIEWER}),
    Action.PAPER_TEMPLATE_ADOPT: frozenset({Role.APPROVER, Role.REVIEWER}),
    Action.PAPER_TEMPLATE_EDIT: frozenset({Role.CLERK, Role.OFFICER, Role.REVIEWER}),
    Action.ON_CALL_SET: frozenset({Role.APPROVER, Role.CLERK, Role.REVIEWER}),
    Action.PAYMENT_APPROVE: frozenset({Role.ACCOUNT_HOLDER}),
    Action.PAYMENT_CONTROL: frozenset({Role.ACCOUNTANT}),
    Action.PAYMENT_PAY: frozenset({Role.CASHIER}),
    Action.PAYOUT_SEE: _MONEY_READERS,
    Action.POLICY_CONFIRM: frozenset({Role.APPROVER, Role.CITY}),
    Action.POLICY_ENTER: frozenset({Role.CITY, Role.OFFICER, Role.REVIEWER}),
    Action.POLICY_SEE: _EVERY_READER,
    Action.POLICY_TRY: frozenset({Role.APPROVER, Role.CITY, Role.OFFICER, Role.REVIEWER}),
    Action.USER_MANAGE: frozenset({Role.ADMINISTRATOR}),
}

SEES_EVERY_AGENCY = frozenset({Role.AUDITOR, Role.CITY, Role.PROGRAMME})


# Whose steps somebody on call may take: what cannot wait for the morning. Money is handed out by who answers for it.
ON_CALL_ROLES = frozenset({Role.APPROVER, Role.CLERK, Role.OFFICER, Role.ONE_STOP, Role.REVIEWER})
# What a role opens but a turn on call does not: rules, templates, and the right to give rights.
NEVER_ON_CALL = frozenset(
    {
        Action.DELEGATION_ENTER,
        Action.NORM_ENTER,
        Action.ON_CALL_SET,
        Action.PAPER_TEMPLATE_ADOPT,
        Action.PAPER_TEMPLATE_EDIT,
        Action.POLICY_CONFIRM,
        Action.POLICY_ENTER,
    }
)


class StandIn(NamedTuple):
    """A turn on call that is running: whose role the person has, in whose place, and until when."""

    role: Role
    for_id: int
    for_name: str
    until: datetime


class Actor(NamedTuple):
    """The person who acts: a value that services and queries take instead of a row.

    `on_call` are the turns running now; `acts_for` is the one by which alone the step at hand is open (`doing`).
    """

    user_id: int
    agency_id: int
    name: str
    title: str
    roles: frozenset[Role]
    on_call: tuple[StandIn, ...] = ()
    acts_for: StandIn | None = None

    def may(self, action: Action) -> bool:
        """Say whether one of the person's roles, or a turn on call, opens this kind of action."""
        return not self.roles.isdisjoint(MAY[action]) or self._turn(action) is not None

    def doing(self, action: Action) -> "Actor":
        """Return the person as the one who takes this step: in another's place where only a turn on call opens it."""
        own = not self.roles.isdisjoint(MAY[action])
        return self._replace(acts_for=None if own else self._turn(action))

    def working_as(self, roles: Collection[Role]) -> "Actor":
        """Return the person as the one who works as one of `roles`: in another's place where only a turn is one."""
        turn = next((turn for turn in sorted(self.on_call) if turn.role in roles), None)
        return self._replace(acts_for=None if not self.roles.isdisjoint(roles) else turn)

    @property
    def working_roles(self) -> frozenset[Role]:
        """The person's roles and those of the turns on call."""
        return self.roles | {turn.role for turn in self.on_call}

    def _turn(self, action: Action) -> StandIn | None:
        if action in NEVER_ON_CALL:
            return None
        return next((turn for turn in sorted(self.on_call) if turn.role in MAY[action]), None)

    @property
    def sees_every_agency(self) -> bool:
        """Say whether reading is not limited to the person's own agency."""
        return not self.roles.isdisjoint(SEES_EVERY_AGENCY)
