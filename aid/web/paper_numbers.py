"""The clerk numbers a final paper from the register of outgoing documents."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries import decisions, papers
from aid.services.numbering import Numbering
from aid.services.paper_numbers import number_paper
from aid.web.forms.dossiers import PaperNumberForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("paper_numbers", __name__)


@blueprint.route("/papers/<int:paper_id>/number", methods=["GET", "POST"])
@allow(Action.DOCUMENT_NUMBER)
def give(paper_id: int) -> Any:
    actor = current_actor()
    paper = papers.shown(paper_id, area={actor.agency_id})
    form = PaperNumberForm(data={"version": paper.version})
    if form.validate_on_submit():
        asked = Numbering(form.number.data, form.day.data, form.late_reason.data or "")
        try:
            number = number_paper(paper_id, asked, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("document_numbered", number=number), "done")
            return redirect(url_for("papers.show", paper_id=paper_id), 303)
    own = decisions.own_numbers(paper.agency_id)
    html = render_template("outgoing/paper.html", form=form, paper=paper, own_numbers=own)
    return html, 422 if form.is_submitted() else 200
