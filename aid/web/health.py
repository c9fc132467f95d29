"""What a monitor asks: is the program alive, and can it do its work."""

from flask import Blueprint, Response

from aid.extensions import settings
from aid.queries.health import not_ready
from config import ROOT

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    missing = not_ready(settings().files, ROOT / "migrations")
    said = "".join(f"{name}\n" for name in missing) or "ok\n"
    return Response(said, status=503 if missing else 200, mimetype="text/plain")
