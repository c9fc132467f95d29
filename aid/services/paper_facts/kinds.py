"""Which composer writes which kind of paper."""

from typing import Final

from aid.services.paper_facts.composing import Composer
from aid.services.paper_facts.proposal import compose_proposal

COMPOSERS: Final[dict[str, Composer]] = {
    "proposal": compose_proposal,
}
