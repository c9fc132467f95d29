"""Stepping aside: one's own numbers, which receivers are compared with, and declaring a relative."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries import cases
from aid.queries.areas import matters_of
from aid.queries.relations import has_declared, own_contact
from aid.services import relations
from aid.web.forms.relations import ContactForm, DeclareForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("relations", __name__)


@blueprint.route("/account/contact", methods=["GET", "POST"])
@allow(Action.ACCOUNT_USE)
def contact() -> Any:
    actor = current_actor()
    form = ContactForm(data=own_contact(actor.user_id)._asdict())
    if form.validate_on_submit():
        try:
            relations.keep_contact(form.identity_number.data, form.phone.data, form.account.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("contact_kept"), "done")
            return redirect("/account", 303)
    return render_template("relations/contact.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/cases/<int:case_id>/relation", methods=["GET", "POST"])
@allow(Action.DOSSIER_SEE)
def declare(case_id: int) -> Any:
    actor = current_actor()
    case = cases.shown(case_id, area=matters_of(actor), on=clock.today())
    form = DeclareForm()
    if form.validate_on_submit():
        try:
            relations.declare(case_id, form.note.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("relation_declared"), "done")
            return redirect(f"/cases/{case_id}" if actor.may(Action.CASE_SEE) else "/", 303)
    declared = has_declared(actor.user_id, case.household_id)
    page = render_template("relations/declare.html", form=form, case=case, declared=declared)
    return page, 422 if form.is_submitted() else 200
