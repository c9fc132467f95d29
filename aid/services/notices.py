"""What a person does with the notices: reading them, and saying where and how often an e-mail is wanted."""

import re

from sqlalchemy import update

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.notices import MailChoice
from aid.domain.roles import Actor
from aid.models.notices import MailWish, Notice
from aid.services.transaction import transaction

# Letters, figures and a few signs: "=?" would be read as other letters, a line end among them.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/_`{|}~^-]+(?:\.[A-Za-z0-9!#$%&'*+/_`{|}~^-]+)*@[A-Za-z0-9.-]+\.[A-Za-z]{2,63}"
)
_LONGEST_NAME = 64


def read_all(*, actor: Actor, upto: int) -> int:
    """Note that the actor has read the notices up to and with one, and return how many were new."""
    with transaction() as session:
        unread = (Notice.user_id == actor.user_id) & (Notice.id <= upto) & Notice.read_at.is_(None)
        found = session.execute(update(Notice).where(unread).values(read_at=clock.now()))
        return int(found.rowcount)  # type: ignore[attr-defined]


def wish(address: str, choice: MailChoice, *, actor: Actor) -> None:
    """Keep where and how often the actor wants e-mail; an empty address ends it. Refusal `address_unreadable`."""
    address = address.strip()
    if address and not (_ADDRESS.fullmatch(address) and address.index("@") <= _LONGEST_NAME):
        raise Refusal("address_unreadable", text=address)
    with transaction() as session:
        row = session.get(MailWish, actor.user_id, with_for_update=True)
        if row is None:
            session.add(MailWish(user_id=actor.user_id, address=address, choice=choice if address else MailChoice.NONE))
        else:
            row.address, row.choice = address, choice if address else MailChoice.NONE
