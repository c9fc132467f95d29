"""`aid policy …` and `aid norm`: check a sum or a norm without a database and any setting; load a policy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, BinaryIO

import click
from flask import current_app

from aid.cli import WrongUse
from aid.cli.answer_words import norm_line, told
from aid.clock import today
from aid.domain.answers import answer_as_data, norm_as_data
from aid.domain.errors import Refusal
from aid.domain.policies import Policy
from aid.domain.policy_steps import PolicyState
from aid.domain.reasons import LANGUAGES
from aid.domain.shapes import as_day
from aid.queries.policy_views import PolicyRow
from aid.services.explaining import explain, has_own_norm, norm_at
from aid.services.fact_files import LARGEST_FILE, facts_from
from aid.services.policies import policies_here, standing_here
from aid.services.policy_loading import Loaded, load_file
from aid.services.policy_yaml import LARGEST
from aid.web.messages import sentence

_HA_NOI = "01"
_STATES = {"draft": "chưa xác nhận", "confirmed": "đã xác nhận", "ended": "hết hiệu lực"}
_WRONG_INPUT = {"facts_unreadable", "policy_unknown", "policy_unreadable", "place_unknown"}


class Day(click.ParamType):
    """A day written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        day = as_day(value)
        if day is None:
            self.fail(f"{value!r} không phải là một ngày; ghi năm-tháng-ngày, ví dụ 2026-09-15", param, ctx)
        return day


@click.group("policy")
def policy_group() -> None:
    """The policies, and what they give."""


@policy_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_command(as_json: bool) -> None:
    """List the policies of the database, or of this release where there is none."""
    standing = standing_here()
    rows = [_policy_as_data(policy, standing.get(policy.code)) for policy in policies_here()]
    if as_json:
        _print_json({"version": 1, "policies": rows})
        return
    for row in rows:
        days = f"{row['valid_from']} – {row['valid_to'] or '…'}"
        click.echo(f"{row['code']}  {days}  {_state(row)}  {row['title']}")


@policy_group.command("load")
@click.argument("file", type=click.File("rb"))
@click.option("--note", default="", help="What this version changes, for who confirms it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def load_command(file: BinaryIO, note: str, as_json: bool) -> None:
    """Load the policy in FILE (YAML; - is standard input); somebody else confirms it on the page of the policy."""
    if refused := current_app.config.get("AID_REFUSED"):
        raise WrongUse(refused)
    with _wrong_input_is_wrong_use():
        loaded = load_file(file.read(LARGEST + 1), getattr(file, "name", "-"), note=note)
    if as_json:
        _print_json({"version": 1, **_loaded_as_data(loaded)})
        return
    click.echo(_told_of(loaded))


@policy_group.command("explain")
@click.argument("file", type=click.File("rb"))
@click.option("--policy", "named", multiple=True, metavar="CODE", help="Only this policy; may be repeated.")
@click.option("--on", type=Day(), help="Use this day instead of the policies' reference day.")
@click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default="vi", help="Tell it so; the JSON stays as it is."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def explain_command(file: BinaryIO, named: tuple[str, ...], on: date | None, language: str, as_json: bool) -> None:
    """Print what the facts of a case in FILE (JSON; - is standard input) are entitled to, and why not."""
    with _wrong_input_is_wrong_use():
        data = facts_from(file.read(LARGEST_FILE + 1), getattr(file, "name", "-"))
        evaluation = explain(data, named, on)
    if as_json:
        _print_json(answer_as_data(evaluation))
        return
    incident = data["incident"]
    has_own = has_own_norm(date.fromisoformat(incident["occurred_on"]), incident["place"])
    for line in told(evaluation, has_own_norm=has_own, language=language):
        click.echo(line.encode())


@click.command("norm")
@click.option("--on", type=Day(), help="The day; today where it is left out.")
@click.option("--place", default=_HA_NOI, show_default=True, help="Province or ward code, as of that day.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def norm_command(on: date | None, place: str, as_json: bool) -> None:
    """Print the standard amount of social assistance in force, and its basis."""
    day = on or today()
    with _wrong_input_is_wrong_use():
        norm = norm_at(day, place)
    if as_json:
        _print_json({"version": 1, "on": day.isoformat(), "place": place, **norm_as_data(norm)})
        return
    click.echo(norm_line(norm, has_own=has_own_norm(day, place)))


@contextmanager
def _wrong_input_is_wrong_use() -> Iterator[None]:
    """Exit 2 where the input cannot be read or names something that does not exist; other refusals exit 1."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code in _WRONG_INPUT:
            raise WrongUse(str(sentence(refusal))) from refusal
        raise


def _print_json(document: dict[str, Any]) -> None:
    """Print UTF-8 whatever the terminal's own encoding is."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2).encode())


def _policy_as_data(policy: Policy, standing: PolicyRow | None) -> dict[str, Any]:
    shipped = PolicyState.CONFIRMED if policy.confirmed else PolicyState.DRAFT
    return {
        "code": policy.code,
        "number": policy.number,
        "title": policy.title,
        "valid_from": policy.valid_from.isoformat(),
        "valid_to": policy.valid_to.isoformat() if policy.valid_to else None,
        "confirmed": policy.confirmed,
        "state": str(standing.state if standing else shipped),
        "policy_version": standing.version if standing else 1,
        "pending": standing.pending if standing else None,
        "benefits": [benefit.code for benefit in policy.benefits],
    }


def _state(row: dict[str, Any]) -> str:
    waits = f", bản {row['pending']} chờ xác nhận" if row["confirmed"] and row["pending"] else ""
    return f"{_STATES[row['state']]} (bản {row['policy_version']}{waits})"


def _loaded_as_data(loaded: Loaded) -> dict[str, Any]:
    return {
        "policy": loaded.code,
        "policy_version": loaded.version,
        "state": str(loaded.state),
        "confirmed": loaded.is_confirmed,
        "changed": loaded.is_changed,
    }


def _told_of(loaded: Loaded) -> str:
    named = f"{loaded.code}, bản {loaded.version}"
    if not loaded.is_changed:
        return f"{named}: nội dung đã có sẵn, không có gì thay đổi."
    return f"{named}: đã lưu, chưa xác nhận. Người có thẩm quyền xác nhận ở trang Chính sách."
