"""Replacing an issued decision: beginning its dossier, and writing the draft anew from the facts of today."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from aid.domain.dossiers import DossierState
from aid.domain.errors import Refusal
from aid.domain.replacements import Replaced
from aid.domain.roles import Action
from aid.queries import decisions, dossiers, replacements
from aid.services import replacements as work
from aid.web.forms.changes import ReplaceForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("replacements", __name__)


@blueprint.route("/decisions/<int:decision_id>/replacement/new", methods=["GET", "POST"])
@allow(Action.DOSSIER_PREPARE)
def new(decision_id: int) -> Any:
    actor = current_actor()
    decision = decisions.shown(decision_id, area={actor.agency_id})
    form = ReplaceForm(replacements.paid_lines(decision_id), decision.unit)
    if form.validate_on_submit():
        try:
            dossier_id = work.prepare(decision_id, form.plan(), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("replacement_prepared"), "done")
            return redirect(url_for("dossiers.show", dossier_id=dossier_id), 303)
    back = (decision.full_number, url_for("decisions.show", decision_id=decision_id))
    html = render_template("changes/replace.html", form=form, number=decision.full_number, back=back)
    return html, 422 if form.is_submitted() else 200


@blueprint.route("/dossiers/<int:dossier_id>/replacement", methods=["GET", "POST"])
@allow(Action.DOSSIER_PREPARE)
def renew(dossier_id: int) -> Any:
    actor = current_actor()
    dossier = dossiers.shown(dossier_id, area={actor.agency_id})
    if dossier.replaces is None or dossier.state is not DossierState.DRAFT:
        return redirect(url_for("dossiers.show", dossier_id=dossier_id), 303)
    form = _filled(dossier.replaces, dossier.unit, dossier.version)
    if form.validate_on_submit():
        try:
            work.renew(dossier_id, form.plan(), version=form.version.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("replacement_prepared"), "done")
            return redirect(url_for("dossiers.show", dossier_id=dossier_id), 303)
    back = (dossier.code, url_for("dossiers.show", dossier_id=dossier_id))
    html = render_template("changes/replace.html", form=form, number=dossier.replaces.number, back=back)
    return html, 422 if form.is_submitted() else 200


def _filled(replaces: replacements.ReplacementView, unit: str, version: int) -> ReplaceForm:
    wrong = [line.line_id for line in replaces.lines if line.treatment is Replaced.RECOVER]
    said = {"reason": replaces.reason, "recover": wrong, "version": version}
    return ReplaceForm(replacements.paid_lines(replaces.decision_id), unit, data=said)
