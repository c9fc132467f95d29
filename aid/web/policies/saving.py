"""Storing what an editor typed; a rule's answer goes to its field, what others saved meanwhile is shown beside it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from aid.domain.errors import Missing, Refusal
from aid.queries.policy_versions import document_of
from aid.queries.policy_views import PolicyPage
from aid.services import policy_entries
from aid.web.policies.difference import Change, changes_in_words
from aid.web.security import current_actor


class Tried(NamedTuple):
    """Whether it was stored; `meanwhile` is what somebody else changed since the editor opened the page."""

    stored: bool
    meanwhile: Sequence[Change] = ()


def save(
    page: PolicyPage, document: dict[str, Any], form: Any, *, note: str, refuse: Callable[[Refusal], None]
) -> Tried:
    """Store a document as the newest version; a refusal is shown by `refuse`, a stale edit with both versions."""
    base = form.version.data or 0
    try:
        policy_entries.save_policy(page.id, document, base_version=base, actor=current_actor(), note=note)
    except Refusal as refusal:
        if refusal.code != "stale_edit":
            refuse(refusal)
            return Tried(stored=False)
        form.refuse(refusal)
        go_on_from(form, page.newest)
        return Tried(stored=False, meanwhile=_since(page, base))
    return Tried(stored=True)


def go_on_from(form: Any, newest: int) -> None:
    """Let the next press of the button save over the version that is now shown."""
    form.version.raw_data, form.version.data = None, newest


def _since(page: PolicyPage, base: int) -> Sequence[Change]:
    try:
        return changes_in_words(document_of(page.id, base), page.document)
    except Missing:
        return ()
