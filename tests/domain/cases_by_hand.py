"""Facts of a case with the least detail, and what the shipped policies give for them."""

from aid.clock import office_calendar
from aid.domain.answers import answer_as_data
from aid.domain.case_facts import read_facts
from aid.domain.entitlements import evaluate
from aid.domain.policies import choose
from aid.services.policy_files import shipped_norms, shipped_policies

KHUONG_HA = {"cause": "fire", "occurred_on": "2023-09-12", "place": "01", "code": "KHUONG-HA-2023"}


def person(ref, **more):
    return {"ref": ref, "birth_date": "1980", **more}


def case(*people, on="2023-09-12", cause="fire", place="01", code=None, **household):
    incident = {"cause": cause, "occurred_on": on, "place": place} | ({"code": code} if code else {})
    members = [person(ref) if isinstance(ref, str) else ref for ref in people]
    return {"incident": incident, "household": {"members": members, "harms": [], **household}}


def fire_of_2023(*people, **household):
    return case(*people, code="KHUONG-HA-2023", **household)


def answer(data, *named, on=None, policies=None, province=None):
    chosen = choose(policies or shipped_policies(), named)
    return answer_as_data(evaluate(read_facts(data), chosen, shipped_norms(), office_calendar(), on, province))


def given(data, *named, **more):
    """The lines as {(benefit, member): amount}."""
    return {(line["benefit"], line.get("member")): line["amount"] for line in answer(data, *named, **more)["lines"]}


def refused(data, *named, **more):
    """The refusals as {(benefit, member): code}."""
    return {(no["benefit"], no.get("member")): no["code"] for no in answer(data, *named, **more)["refusals"]}


def dead(ref):
    return {"member": ref, "kind": "dead"}


def injured(ref, days=3, **more):
    return {"member": ref, "kind": "injured", "inpatient_days": days, **more}
