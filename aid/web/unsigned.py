"""What is said of a decision of the electronic order that has its number but not its signatures."""

from aid.domain.errors import Refusal
from aid.domain.signatures import check_signed
from aid.queries.signing_state import unsigned_parts
from aid.web.messages import sentence


def unsigned_words(decision_id: int, number: str) -> str:
    """Return whose signature is lacking and who cures it; "" where nothing is."""
    try:
        check_signed(number, unsigned_parts(decision_id))
    except Refusal as refusal:
        return sentence(refusal)
    return ""
