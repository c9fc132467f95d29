"""docs/states.md, written from the tables of aid/domain: `python -m tests.architecture.state_docs`."""

from collections.abc import Iterable
from typing import NamedTuple

from aid.domain.approval_routes import APPROVAL_STEPS
from aid.domain.cases import CASE_STEPS
from aid.domain.dossiers import DOSSIER_STEPS
from aid.domain.duties import SOFT_PAIRS, Duty, apart_from, excluded_by
from aid.domain.incidents import INCIDENT_STEPS
from aid.domain.payouts import PAYMENT_STEPS
from aid.domain.policy_steps import POLICY_STEPS
from aid.domain.roles import MAY, NEVER_ON_CALL, ON_CALL_ROLES, Role
from aid.domain.transitions import Transition
from aid.web.labels import lazy_label
from config import ROOT

FILE = ROOT / "docs/states.md"
_HEAD = """# States, steps, duties and roles

Written by `.venv/bin/python -m tests.architecture.state_docs` from the tables of `aid/domain`;
a test compares the two, so change the table and run it again. The same tables feed the buttons,
the checks of the services and the permission tests.
"""


class Machine(NamedTuple):
    """One thing that has states."""

    title: str
    module: str
    steps: tuple[Transition, ...]


MACHINES = (
    Machine("Incident (vụ việc)", "incidents", INCIDENT_STEPS),
    Machine("Case (hồ sơ hộ)", "cases", CASE_STEPS),
    Machine("Dossier (hồ sơ trình)", "dossiers", DOSSIER_STEPS),
    Machine("Approvals of a route (trình tự duyệt)", "approval_routes", APPROVAL_STEPS),
    Machine("Payment (khoản chi)", "payouts", PAYMENT_STEPS),
    Machine("Policy (chính sách)", "policy_steps", POLICY_STEPS),
)


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(headings)
    lines = [heads, ["---"] * len(heads), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _roles(step: Transition) -> str:
    return ", ".join(sorted(f"`{role}`" for role in MAY[step.action]))


def _state(value: object) -> str:
    return f"`{value}` {lazy_label(value)}"


def _machine(machine: Machine) -> str:
    rows = (
        (
            f"`{step.step}`",
            _state(step.source),
            _state(step.target),
            _roles(step),
            f"`{step.duty}`" if step.duty else "",
            "yes" if step.needs_reason else "",
        )
        for step in machine.steps
    )
    drawn = "\n".join(f"  {step.source} --> {step.target}: {step.step}" for step in machine.steps)
    return (
        f"## {machine.title}\n\n`aid/domain/{machine.module}.py`\n\n```mermaid\nstateDiagram-v2\n{drawn}\n```\n\n"
        + _table(("step", "from", "to", "roles", "duty", "reason"), rows)
    )


def _duties() -> str:
    rows = (
        (f"`{duty}` {lazy_label(duty)}", _codes(excluded_by(duty)), _codes(apart_from(duty, SOFT_PAIRS)))
        for duty in Duty
    )
    said = (
        "Who took one of these on a dossier or its payout is barred from the others there, whatever the roles.\n"
        "A soft pair is apart, too, unless the office lays down otherwise for a period (`aid/domain/duty_rules.py`,\n"
        "table `duty_rules`); an office may part any other pair as well. The rule of the day of the step counts.\n"
    )
    headings = ("duty", "never with", "not with, unless laid down")
    return f"## Duties (phần việc)\n\n`aid/domain/duties.py`. {said}\n" + _table(headings, rows)


def _codes(duties: Iterable[Duty]) -> str:
    return ", ".join(f"`{other}`" for other in sorted(duties)) or "–"


def _actions() -> str:
    rows = ((f"`{action}`", ", ".join(f"`{role}`" for role in sorted(roles))) for action, roles in MAY.items())
    names = ((f"`{role}`", str(lazy_label(role))) for role in Role)
    return (
        "## Roles and actions (vai trò)\n\n`aid/domain/roles.py`\n\n"
        + _table(("role", "in the office"), names)
        + "\n"
        + _table(("action", "roles"), rows)
        + "\nA turn on call (`aid/domain/on_call.py`) gives the actions of one role in somebody's place while it runs: "
        + f"{', '.join(f'`{role}`' for role in sorted(ON_CALL_ROLES))}; "
        + f"never {', '.join(f'`{action}`' for action in sorted(NEVER_ON_CALL))}.\n"
    )


def text() -> str:
    """The whole page; needs an application context for the office's words."""
    return "\n".join([_HEAD, *(_machine(machine) for machine in MACHINES), _duties(), _actions()])


def _write() -> None:
    from aid import create_app
    from config import config_for_tests

    with create_app(config_for_tests("sqlite:///instance/none.db", ROOT / "instance/files")).app_context():
        FILE.write_text(text(), "utf-8")


if __name__ == "__main__":
    _write()
