"""What the server and `flask --app wsgi` load."""

import os
import sys

import click
from flask import Flask

from aid import create_app, create_command_line
from config import Config, SettingsError


def _application() -> Flask:
    try:
        return create_app(Config.from_env(os.environ))
    except SettingsError as refused:
        if not _is_command_line():
            sys.exit(str(refused))
        return create_command_line(refused)


def _is_command_line() -> bool:
    """Commands such as `aid norm` need no setting; a server never starts without them."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name != "run"


app = _application()
