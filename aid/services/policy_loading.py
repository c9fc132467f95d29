"""Loading a policy file on the server: it waits for confirmation like what is entered on the pages."""

from typing import Any, NamedTuple

from sqlalchemy import select

from aid.domain.errors import Refusal
from aid.domain.policy_documents import read_policy
from aid.domain.policy_steps import POLICY_STEPS, PolicyState
from aid.domain.transitions import next_state
from aid.models.policies import Policy
from aid.services.policy_entries import add_draft, add_version, newest_of
from aid.services.policy_files import document_from_file, with_line
from aid.services.policy_yaml import text_of
from aid.services.transaction import load_for_update, transaction


class Loaded(NamedTuple):
    """What loading did: `version` is the newest one, `is_changed` false where it said the same already."""

    code: str
    version: int
    state: PolicyState
    is_confirmed: bool
    is_changed: bool


def load_file(data: bytes, file: str, *, note: str = "") -> Loaded:
    """Load a policy file as it lies on a disk; a refusal names the file and the line. See `load_policy`."""
    document = document_from_file(data, file)
    try:
        return load_policy(document, note=note)
    except Refusal as refusal:
        raise with_line(refusal, text_of(data), file) from refusal


def load_policy(document: dict[str, Any], *, note: str = "") -> Loaded:
    """Store a policy document as a new draft, or as the next version of the policy with its code.

    It is a law or city document where it is new; the program is the actor of the event, and the office in whose hands
    it lies confirms it. The document's own `confirmed` counts for nothing. Loading it again stores nothing.
    Refusals: `policy_unreadable` (path, problem, cure), `step_not_possible` for an ended policy, `policy_outside_area`,
    `exclusions_cyclic` (policies, benefits).
    """
    code = read_policy(document).code
    with transaction() as session:
        known = session.scalar(select(Policy.id).where(Policy.code == code))
        if known is None:
            add_draft(session, document, actor=None, owner_id=None)
            return Loaded(code, 1, PolicyState.DRAFT, is_confirmed=False, is_changed=True)
        row = load_for_update(session, Policy, known)
        next_state(POLICY_STEPS, row.state, "save")
        before = newest_of(session, row)
        number = add_version(session, row, document, actor=None, note=note)
        is_confirmed = number == before.number and before.confirmed_at is not None
        return Loaded(code, number, row.state, is_confirmed, is_changed=number != before.number)
