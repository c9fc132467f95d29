"""Which composer writes which kind of paper."""

from typing import Final

from aid.services.paper_facts import declarations, lists, meetings, payouts, postings, verification
from aid.services.paper_facts.composing import Composer
from aid.services.paper_facts.proposal import compose_proposal

COMPOSERS: Final[dict[str, Composer]] = {
    "proposal": compose_proposal,
    "meeting": meetings.compose_meeting,
    "damage_minutes": verification.compose_damage,
    "confirmation_request": verification.compose_request,
    "agreement": declarations.compose_agreement,
    "proxy": declarations.compose_proxy,
    "form_04": declarations.compose_04,
    "form_5a": lists.compose_5a,
    "form_5b": lists.compose_5b,
    "form_06": declarations.compose_06,
    "notice": postings.compose_notice,
    "posting_start": postings.compose_posting_start,
    "posting_end": postings.compose_posting_end,
    "pay_list": payouts.compose_pay_list,
    "pay_list_public": payouts.compose_public_list,
    "invitation": payouts.compose_invitation,
}
