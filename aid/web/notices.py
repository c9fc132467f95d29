"""What the person who is looking was told, and where and how often an e-mail is wanted."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.extensions import settings
from aid.queries import notices
from aid.services import notices as work
from aid.web.forms.notices import MailForm, ReadForm
from aid.web.history import SAYS
from aid.web.messages import success
from aid.web.pagination import Pages, page_of
from aid.web.security import allow, current_actor

blueprint = Blueprint("notices", __name__)


@blueprint.get("/notices")
@allow(Action.ACCOUNT_USE)
def index() -> str:
    actor, page = current_actor(), page_of(request.args)
    rows, total = notices.listed(actor, limit=page.limit, offset=page.offset)
    return render_template(
        "notices/index.html",
        rows=rows,
        says=SAYS,
        newest=rows[0].id if rows and page.number == 1 else 0,
        unread=notices.unread(actor.user_id),
        pages=Pages(page, total),
        by_mail=settings().smtp is not None,
    )


@blueprint.post("/notices/read")
@allow(Action.ACCOUNT_USE)
def read() -> Any:
    form = ReadForm()
    if form.validate_on_submit() and form.upto.data:
        work.read_all(actor=current_actor(), upto=form.upto.data)
    return redirect("/notices", 303)


@blueprint.route("/account/mail", methods=["GET", "POST"])
@allow(Action.ACCOUNT_USE)
def mail() -> Any:
    actor = current_actor()
    form = MailForm(data=notices.wish_of(actor.user_id)._asdict())
    if form.validate_on_submit():
        try:
            work.wish(form.address.data or "", form.choice.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("mail_wish_kept"), "done")
            return redirect("/account", 303)
    page = render_template("notices/mail.html", form=form, by_mail=settings().smtp is not None)
    return page, 422 if form.is_submitted() else 200
