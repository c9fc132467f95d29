"""Transfers as a file for the bank: a dry run that says what goes and what is held, then the file, which sends them.

Making the file and sending what is in it is one transaction: no payment is in two files, and the file that is
downloaded later is the one that was kept, byte for byte.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from aid import clock
from aid.documents import storage
from aid.documents.bank_files import written
from aid.domain.bank_files import LAYOUTS, LayoutCode, Transfer, held
from aid.domain.errors import Refusal
from aid.domain.payouts import PaymentState, PayMethod
from aid.domain.roles import Action, Actor
from aid.extensions import settings
from aid.models.bank_files import BankFile
from aid.models.events import Access
from aid.queries import bank_files as reading
from aid.queries.areas import visible_agencies
from aid.queries.payouts import shown
from aid.services import trail
from aid.services.areas import check_may
from aid.services.payout_rows import check_payable, open_payout, step
from aid.services.transaction import transaction


@dataclass(frozen=True)
class DryRun:
    """What a file made now would hold, and each transfer that would stay out with its reason (amounts in đồng)."""

    go: list[Transfer]
    stay: list[tuple[Transfer, str]]

    @property
    def total(self) -> int:
        """The sum of what would be paid."""
        return sum(one.amount for one in self.go)

    @property
    def held_total(self) -> int:
        """The sum of what would be held."""
        return sum(one.amount for one, _reason in self.stay)


def dry_run(payout_id: int, *, actor: Actor) -> DryRun:
    """Return what a file of the approved transfers of a payout would hold; nothing is changed.

    Missing outside the area; Refusal `wrong_method`.
    """
    check_may(actor, Action.PAYOUT_SEE)
    payout = shown(payout_id, area=visible_agencies(actor))
    _check_method(payout.method)
    return sorted_out(reading.approved(payout_id))


def make(payout_id: int, layout: LayoutCode, count: int, total: int, *, actor: Actor) -> int:
    """Write the file, keep it, send what is in it, and return its id; what is held stays approved and waits.

    `count` and `total` (đồng) are what the cashier saw: Refusal `bank_file_differs` where it is not that any more.
    Also `nothing_to_send`, `wrong_method`, those of the duties and of `check_payable`.
    """
    with transaction() as session:
        opened = open_payout(session, payout_id, actor=actor)
        _check_method(opened.payout.method)
        ready = [payment for payment in opened.payments if payment.state == PaymentState.APPROVED]
        run = sorted_out(reading.transfers_of(ready, payout_id))
        if not run.go:
            raise Refusal("nothing_to_send")
        if (len(run.go), run.total) != (count, total):
            raise Refusal("bank_file_differs", count=len(run.go), total=run.total)
        going = {one.payment_id for one in run.go}
        payments = [payment for payment in ready if payment.id in going]
        step(session, opened.decision.dossier_id, payments, "send", actor=actor)
        check_payable(opened.decision, payments)
        digest = storage.put(settings().files, written(LAYOUTS[layout], run.go))
        file = BankFile(
            payout_id=payout_id, layout=layout, count=count, total=total, sha256=digest,
            created_at=clock.now(), created_by=actor.user_id,
        )  # fmt: skip
        session.add(file)
        session.flush()
        trail.record(session, actor, "payout:bank_file_made", file, after={"count": count, "total": total})
        trail.record(session, actor, "payout:sent", opened.payout, after={"count": count, "total": total})
        return file.id


def content(file_id: int, *, actor: Actor) -> tuple[str, bytes]:
    """Return name and bytes of a file as it was made, and write the look at its accounts down; Missing elsewhere."""
    check_may(actor, Action.PAYMENT_PAY)
    file = reading.shown(file_id, agency_id=actor.agency_id)
    data = storage.get(settings().files, file.sha256)
    with transaction() as session:
        look = {"payout_id": file.payout_id, "fields": "account, identity_number", "purpose": "tệp ngân hàng"}
        session.add(Access(at=clock.now(), user_id=actor.user_id, **look))
    return f"{file.code}-{file.id}.{LAYOUTS[file.layout].ending}", data


def sorted_out(transfers: Iterable[Transfer]) -> DryRun:
    """Part transfers into those that go and those that stay, each with its reason."""
    run = DryRun([], [])
    for one in transfers:
        reason = held(one)
        if reason:
            run.stay.append((one, reason))
        else:
            run.go.append(one)
    return run


def _check_method(method: PayMethod) -> None:
    if method is not PayMethod.BANK:
        raise Refusal("wrong_method", method=method)
