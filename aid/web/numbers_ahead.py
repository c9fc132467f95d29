"""The order of signing of one decision: on paper, or electronically with its number before the signature."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.outgoing import SigningOrder
from aid.domain.roles import Action
from aid.queries import dossiers
from aid.queries.book_rules import rule_for
from aid.services.numbering import Numbering
from aid.services.numbers_ahead import choose_order
from aid.web.forms.outgoing import OrderForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("numbers_ahead", __name__)


@blueprint.route("/dossiers/<int:dossier_id>/order", methods=["GET", "POST"])
@allow(Action.DECISION_ISSUE)
def choose(dossier_id: int) -> Any:
    actor = current_actor()
    dossier = dossiers.shown(dossier_id, area={actor.agency_id})
    form = OrderForm(data={"order": rule_for(actor.agency_id, clock.today()).order})
    if form.validate_on_submit():
        order = SigningOrder(form.order.data)
        try:
            given = choose_order(dossier_id, order, Numbering(form.number.data), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("document_numbered", number=given) if given else success("order_chosen"), "done")
            return redirect(url_for("dossiers.show", dossier_id=dossier_id), 303)
    html = render_template("outgoing/order.html", form=form, dossier=dossier)
    return html, 422 if form.is_submitted() else 200
