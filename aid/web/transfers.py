"""The page from which the cashier makes approved transfers with the bank's app."""

from typing import Any

from flask import Blueprint, make_response, render_template
from markupsafe import Markup

from aid.documents.qr import drawing
from aid.domain.roles import Action
from aid.services import transfers
from aid.web.security import allow, current_actor

blueprint = Blueprint("transfers", __name__)


@blueprint.get("/payouts/<int:payout_id>/transfers")
@allow(Action.PAYMENT_PAY)
def show(payout_id: int) -> Any:
    found = transfers.codes(payout_id, actor=current_actor())
    pictures = {row.payment_id: _picture(row.code) for row in found.transfers if row.code}
    page = render_template("transfers/show.html", payout=found.payout, rows=found.transfers, pictures=pictures)
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _picture(code: str) -> Markup:
    """A drawing of figures and squares only: nothing that somebody typed stands in it as text."""
    return Markup(drawing(code, border=4))
