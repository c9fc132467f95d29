"""What an amount means while it is typed: the figures and the words of one text, read by the one parser there is.

Nothing is stored and nobody is named, so the page is for everybody: the public look-up has amounts too.
"""

from typing import Any

from flask import Blueprint, jsonify, request

from aid.domain.errors import Refusal
from aid.domain.money import parse_amount
from aid.web.filters import amount_aloud
from aid.web.messages import sentence

blueprint = Blueprint("amounts", __name__)


@blueprint.get("/amounts/read")
def read() -> Any:
    text = request.args.get("text", "").strip()
    try:
        says, is_read = amount_aloud(parse_amount(text)) if text else "", True
    except Refusal as refusal:
        says, is_read = sentence(refusal), False
    return jsonify(says=says, read=is_read)
