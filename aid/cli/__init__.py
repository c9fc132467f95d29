"""The command line `flask --app wsgi aid …`.

A command is loaded when it is asked for, so that `aid norm` does not wait for the web pages. Exit 0: all well;
1: a finding or a refusal, one sentence on standard error; 2: wrong use, unreadable input, missing settings.
"""

from __future__ import annotations

import copy
from importlib import import_module
from typing import Any, Final, NamedTuple

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from aid.domain.errors import Missing, Refusal


class Entry(NamedTuple):
    """Where a command lives, and whether it can be run without any setting."""

    module: str
    attribute: str
    needs_settings: bool = True


COMMANDS: Final = {
    "check": Entry("aid.cli.check", "check_command"),
    "db": Entry("flask_migrate.cli", "db"),
    "decision": Entry("aid.cli.decisions", "decision_group"),
    "demo": Entry("aid.cli.demo", "demo_command"),
    "jobs": Entry("aid.cli.jobs", "jobs_command"),
    "norm": Entry("aid.cli.policies", "norm_command", needs_settings=False),
    "policy": Entry("aid.cli.policies", "policy_group", needs_settings=False),
    "serve": Entry("aid.cli.serve", "serve_command"),
    "user": Entry("aid.cli.users", "user_group"),
    "verify": Entry("aid.cli.decisions", "verify_command"),
    "worker": Entry("aid.cli.jobs", "worker_command"),
}


class WrongUse(click.ClickException):
    """The command cannot be run like this; exit 2."""

    exit_code = 2


class AidGroup(click.Group):
    """Finds commands in COMMANDS and turns a rule's "no" into one sentence and exit 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        entry = COMMANDS.get(name)
        if entry is None:
            return None
        command: click.Command = getattr(import_module(entry.module), entry.attribute)
        refused = current_app.config.get("AID_REFUSED") if current_app else None
        return _refusing(command, refused) if refused and entry.needs_settings else command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise click.ClickException(_sentence(refusal)) from refusal
        except Missing as missing:
            raise click.ClickException("Không tìm thấy: " + (str(missing) or "không có gì ở đây.")) from missing


@click.group("aid", cls=AidGroup)
@with_appcontext
def aid_group() -> None:
    """Kịp Thời: hỗ trợ khẩn cấp đúng hạn."""


def register(app: Flask) -> None:
    """Nest every command under `aid`."""
    app.cli.add_command(aid_group)


def _refusing(command: click.Command, sentence: str) -> click.Command:
    """The same command with the same help, which only says what is missing."""
    twin = copy.copy(command)
    if isinstance(twin, click.Group):
        twin.commands = {name: _refusing(inner, sentence) for name, inner in twin.commands.items()}
    else:

        def refuse(**_values: object) -> None:
            raise WrongUse(sentence)

        twin.callback = refuse
    return twin


def _sentence(refusal: Refusal) -> str:
    from aid.web.messages import sentence

    return str(sentence(refusal))
