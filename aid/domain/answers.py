"""The answer of `policy explain` as JSON-ready data, version 1 of the contract."""

from typing import Any

from aid.domain.entitlements import Evaluation, Line, Refused
from aid.domain.norms import Norm

VERSION = 1

_LINE_KEYS = (
    "policy", "benefit", "member", "unit", "count", "times_norm", "months", "rate", "amount", "floor", "clause",
    "limit", "says",
)  # fmt: skip
_REFUSAL_KEYS = ("policy", "benefit", "member", "code", "facts", "clause", "says")


def answer_as_data(evaluation: Evaluation) -> dict[str, Any]:
    """Return the evaluation in the exact shape of the contract: đồng and kilograms as integers, days as ISO text.

    A key that has no meaning for a line (`member` of a household, `months` of a burial) is left out.
    """
    return {
        "version": VERSION,
        "on": evaluation.on.isoformat(),
        "confirmed": evaluation.confirmed,
        "norm": norm_as_data(evaluation.norm) if evaluation.norm else None,
        "totals": dict(evaluation.totals),
        "lines": [_line(line) for line in evaluation.lines],
        "refusals": [_kept(refused, _REFUSAL_KEYS) for refused in evaluation.refusals],
    }


def norm_as_data(norm: Norm) -> dict[str, Any]:
    """Return the norm (đồng) with its basis, scope and whether it is confirmed."""
    return {"amount": norm.amount, "basis": norm.basis, "scope": norm.scope, "confirmed": norm.confirmed}


def _line(line: Line) -> dict[str, Any]:
    data = _kept(line, _LINE_KEYS)
    if line.limit:
        data["limit"] = {
            "days": line.limit.days,
            "unit": line.limit.unit,
            "from": line.limit.start,
            "due_on": line.limit.due_on.isoformat(),
        }
    return data


def _kept(found: Line | Refused, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key in keys if (value := getattr(found, key)) is not None}
