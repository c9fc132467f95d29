"""The administrator's pages of people: accounts, roles, invitations. None of them opens a case."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.extensions import settings
from aid.queries import agencies
from aid.queries import users as reading
from aid.queries.notices import failed_mails
from aid.queries.trail import events_of
from aid.services import users
from aid.services.users import NewUser, UserValues
from aid.web.forms.users import NewUserForm, PersonForm, RolesForm, UserFilterForm
from aid.web.history import timeline_of
from aid.web.messages import success
from aid.web.pagination import Pages, page_of
from aid.web.security import allow, current_actor

blueprint = Blueprint("users", __name__)


@blueprint.get("/users")
@allow(Action.USER_MANAGE)
def index() -> str:
    page, form = page_of(request.args), UserFilterForm()
    wanted = reading.UserFilter(q=form.q.data or "", role=form.role.data if form.validate() else None)
    rows, total = reading.list_users(wanted, limit=page.limit, offset=page.offset)
    lost = failed_mails()
    return render_template("users/index.html", filters=form, rows=rows, pages=Pages(page, total), lost=lost)


@blueprint.route("/users/new", methods=["GET", "POST"])
@allow(Action.USER_MANAGE)
def new() -> Any:
    form = NewUserForm([(row.id, row.name) for row in agencies.list_agencies() if row.valid_to is None])
    if form.validate_on_submit():
        values = NewUser(form.username.data, _values(form), form.agency_id.data, frozenset(form.roles.data))
        try:
            user_id = users.add(values, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("user_added", name=form.full_name.data), "done")
            return redirect(f"/users/{user_id}", 303)
    return render_template("users/new.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/users/<int:user_id>", methods=["GET", "POST"])
@allow(Action.USER_MANAGE)
def show(user_id: int) -> Any:
    user = reading.user_view(user_id)
    form = PersonForm(obj=user)
    if form.validate_on_submit():
        try:
            users.correct(user_id, _values(form), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("user_changed", name=form.full_name.data), "done")
            return redirect(f"/users/{user_id}", 303)
    return _page(user, form, RolesForm(formdata=None, roles=user.roles)), 422 if form.is_submitted() else 200


@blueprint.post("/users/<int:user_id>/roles")
@allow(Action.USER_MANAGE)
def change_roles(user_id: int) -> Any:
    user, form = reading.user_view(user_id), RolesForm()
    if form.validate_on_submit():
        try:
            users.change_roles(user_id, form.roles.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("user_roles_changed", name=user.full_name), "done")
            return redirect(f"/users/{user_id}", 303)
    return render_template("users/roles.html", user=user, form=form), 422


@blueprint.post("/users/<int:user_id>/disable")
@allow(Action.USER_MANAGE)
def disable(user_id: int) -> Any:
    user = reading.user_view(user_id)
    users.disable(user_id, actor=current_actor())
    flash(success("user_disabled", name=user.full_name), "done")
    return redirect(f"/users/{user_id}", 303)


@blueprint.post("/users/<int:user_id>/enable")
@allow(Action.USER_MANAGE)
def enable(user_id: int) -> Any:
    user = reading.user_view(user_id)
    users.enable(user_id, actor=current_actor())
    flash(success("user_enabled", name=user.full_name), "done")
    return redirect(f"/users/{user_id}", 303)


@blueprint.post("/users/<int:user_id>/invitation")
@allow(Action.USER_MANAGE)
def invite(user_id: int) -> Any:
    user = reading.user_view(user_id)
    token = users.invite(user_id, actor=current_actor())
    address = f"{settings().base_url}/invitations/{token}"
    return render_template("users/invitation.html", user=user, address=address)


def _page(user: reading.UserView, form: PersonForm, roles: RolesForm) -> str:
    own = user.id == current_actor().user_id
    events = timeline_of(events_of([("users", user.id)]))
    return render_template("users/show.html", user=user, form=form, roles=roles, own=own, events=events)


def _values(form: PersonForm) -> UserValues:
    return UserValues(form.full_name.data, form.title.data, form.signing_form.data)
