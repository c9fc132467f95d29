"""Computing all open cases of an incident again, from its page."""

from typing import Any

from flask import Blueprint, redirect, url_for

from aid.domain.roles import Action
from aid.services import recomputing
from aid.web.security import allow, current_actor

blueprint = Blueprint("recomputing", __name__)


@blueprint.post("/incidents/<int:incident_id>/recompute")
@allow(Action.CASE_ASSESS)
def start(incident_id: int) -> Any:
    recomputing.start(incident_id, actor=current_actor())
    return redirect(f"{url_for('incidents.show', incident_id=incident_id)}#recompute", 303)
