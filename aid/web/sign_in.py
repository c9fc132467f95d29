"""Signing in and out, and the person's own account."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session
from flask_login import current_user, login_user

from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries import users
from aid.services import sign_ins
from aid.web.addresses import own_path
from aid.web.forms.sign_in import ChangePasswordForm, NewPasswordForm, SignInForm
from aid.web.messages import success
from aid.web.security import SignedInUser, allow, current_actor

blueprint = Blueprint("sign_in", __name__)

_TOO_MANY = "too_many_attempts"


@blueprint.route("/login", methods=["GET", "POST"])
def sign_in() -> Any:
    back = own_path(request.args.get("next", "/"))
    if current_user.is_authenticated and request.method == "GET":
        return redirect(back)
    form, status = SignInForm(), 200
    if form.validate_on_submit():
        try:
            token = sign_ins.sign_in(form.username.data, form.password.data, address=_address())
        except Refusal as refusal:
            form.refuse(refusal)
            status = 429 if refusal.code == _TOO_MANY else 422
        else:
            _begin(token)
            return redirect(back, 303)
    elif form.is_submitted():
        status = 422
    return render_template("sign_in/sign_in.html", form=form, back=back), status


@blueprint.post("/logout")
def sign_out() -> Any:
    if current_user.is_authenticated:
        sign_ins.sign_out(current_user.token)
    session.clear()
    flash(success("signed_out"), "done")
    return redirect("/login", 303)


@blueprint.get("/account")
@allow(Action.ACCOUNT_USE)
def account() -> Any:
    return _account(ChangePasswordForm())


@blueprint.post("/account/password")
@allow(Action.ACCOUNT_USE)
def change_password() -> Any:
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        return _account(form), 422
    try:
        token = sign_ins.change_password(
            form.current.data, form.password.data, actor=current_actor(), address=_address()
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _account(form), 422
    _begin(token)
    flash(success("password_changed"), "done")
    return redirect("/account", 303)


@blueprint.post("/account/sign-out-everywhere")
@allow(Action.ACCOUNT_USE)
def sign_out_everywhere() -> Any:
    sign_ins.sign_out_everywhere(actor=current_actor())
    session.clear()
    flash(success("signed_out_everywhere"), "done")
    return redirect("/login", 303)


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
def accept_invitation(token: str) -> Any:
    form, status = NewPasswordForm(), 200
    if form.validate_on_submit():
        try:
            sign_ins.accept_invitation(token, form.password.data)
        except Refusal as refusal:
            form.refuse(refusal)
            status = 422
        else:
            flash(success("password_set"), "done")
            return redirect("/login", 303)
    elif form.is_submitted():
        status = 422
    return render_template("sign_in/invitation.html", form=form, action=request.path), status


def _account(form: ChangePasswordForm) -> str:
    """Draw the account page around its form."""
    actor = current_actor()
    return render_template(
        "sign_in/account.html",
        form=form,
        actor=actor,
        office=current_user.office,
        username=users.username_of(actor.user_id),
    )


def _begin(token: str) -> None:
    """Start a clean cookie for a new sign-in: nothing that lay in it before is carried over."""
    found = users.signed_in(token)
    session.clear()
    if found is not None:
        login_user(SignedInUser(token, found))


def _address() -> str:
    return request.remote_addr or ""
