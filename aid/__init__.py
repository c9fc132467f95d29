"""Kịp Thời: emergency aid for people hit by fire, disaster or another blow, in time and proven.

Nothing is imported here at the top: `aid.domain` must stay usable without Flask or a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Config, SettingsError


def create_app(config: Config) -> Flask:
    """The whole application over these settings; it starts no worker."""
    from flask import Flask
    from jinja2 import StrictUndefined

    from aid import cli, clock, extensions, web
    from aid.jobs import bell
    from config import ROOT

    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        static_folder="web/static",
        instance_path=str(ROOT / "instance"),
    )
    app.config.from_mapping(config.for_flask())
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    clock.set_shift(config.today)
    _load_tables()
    extensions.init_app(app)
    web.register(app)
    cli.register(app)
    bell.init_app(app)
    return app


def create_command_line(refused: SettingsError) -> Flask:
    """Only the commands: those that need a setting answer with what is wrong, and no page is ever served."""
    from flask import Flask

    from aid import cli, extensions

    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(AID_REFUSED=str(refused), BABEL_DEFAULT_LOCALE="vi")
    extensions.babel.init_app(app)

    def refuse(environ: object, start_response: object) -> None:
        raise refused

    app.wsgi_app = refuse  # type: ignore[method-assign,assignment]
    cli.register(app)
    return app


def _load_tables() -> None:
    """Read every table, so that names in relationships are known whichever page comes first."""
    from importlib import import_module
    from pkgutil import iter_modules

    from aid import models

    for module in iter_modules(models.__path__):
        import_module(f"{models.__name__}.{module.name}")
