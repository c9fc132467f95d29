"""What the editor of a policy offers to choose from, by name: places, incidents, legal bases, other benefits."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _

from aid import clock
from aid.domain.document_names import paper_of
from aid.domain.errors import Refusal
from aid.domain.policies import Policy
from aid.domain.roles import Actor, Role
from aid.queries import places, policy_choices
from aid.queries.areas import matters_of
from aid.queries.policies import policies_known
from aid.web.forms.benefit_parts import key_of
from aid.web.forms.fields import known
from aid.web.forms.policies import DocumentForm, StartForm
from aid.web.messages import sentence
from aid.web.policies.benefit_choices import Offered
from aid.web.policies.names import called_of, names_of

Data = dict[str, Any]


class Benefits(NamedTuple):
    """The benefits that may be named, and how papers call each."""

    deducted: list[Offered]
    excluded: list[Offered]
    called: Mapping[str, str]


def offer_document(form: DocumentForm, document: Data, actor: Actor) -> None:
    """Give the form of a document's head its choices; what the document names already is always among them."""
    near = [(row.code, row.name) for row in policy_choices.places_of(actor.agency_id, clock.today())]
    recent = [(row.code, row.name) for row in policy_choices.incidents_to_name(area=matters_of(actor))]
    form.offer(
        places=_with(near, document.get("places"), policy_choices.place_names),
        incidents=_with(recent, document.get("incidents"), policy_choices.incident_names),
        bases=[
            (str(row.id), paper_of(row.number) or row.title)
            for row in policy_choices.policies_to_copy()
            if row.has_bases and row.confirmed and row.code != document.get("code")
        ],
    )


def first_place(actor: Actor) -> list[str]:
    """Return what a new document usually covers: the province, or the own ward for an office's own document."""
    near = policy_choices.places_of(actor.agency_id, clock.today())
    return [near[1 if usual_owner(actor) == "own" and len(near) > 1 else 0].code]


def offer_start(form: StartForm, templates: Mapping[str, Data]) -> None:
    """Give the first page of a new document what may be copied."""
    copies = [(str(row.id), _named(row.number, row.title)) for row in policy_choices.policies_to_copy()]
    known(form.copy, [("", _("Chọn chính sách")), *copies])
    known(form.template, [("", _("Chọn mẫu")), *((key, row["title"]) for key, row in templates.items())])


def typed_places(form: DocumentForm, actor: Actor) -> list[str] | None:
    """Return the codes of the wards that were typed beside the boxes; a ward nobody knows is told at the field."""
    office = places.office_place(actor.agency_id)
    texts = [text.strip() for text in (form.other_places.data or "").split(";")]
    try:
        return [places.find_ward(text, clock.today(), office.province_code).code for text in texts if text]
    except Refusal as refusal:
        form.other_places.errors = [*form.other_places.errors, sentence(refusal)]
        return None


def ready_bases(form: DocumentForm) -> list[Data]:
    """Return the legal bases of the policy that was chosen for them."""
    chosen = form.bases_of.data
    return list(policy_choices.document_in_use(int(chosen)).get("bases") or ()) if chosen else []


def benefits_for(document: Data, benefit: Data) -> Benefits:
    """Return the benefits this one may be measured against: of policies that hold beside it, and those it names."""
    policies = policies_known()
    others = sorted(policy_choices.touching(policies, document), key=lambda policy: not policy.confirmed)
    amount = benefit.get("amount") or {}
    deducted = _listed(others, policies, amount.get("over"))
    excluded = [*_own(document, benefit), *_listed(others, policies, benefit.get("not_with"))]
    called = {f"{p.code}/{b.code}": called_of(p, b.code) for p in others for b in p.benefits}
    return Benefits(deducted, excluded, called)


def may_choose_owner(actor: Actor) -> bool:
    """Say whether the actor enters both for the law and for the own office."""
    return Role.REVIEWER in actor.roles


def ask_owner(form: Any, actor: Actor) -> None:
    """Leave the question whose document it is to those who may answer it in two ways."""
    if not may_choose_owner(actor):
        del form.owner


def usual_owner(actor: Actor) -> str:
    """Return for whom the actor usually enters."""
    return "own" if actor.roles.isdisjoint({Role.CITY, Role.REVIEWER}) else "law"


def _own(document: Data, benefit: Data) -> list[Offered]:
    rows = [row for row in document.get("benefits") or () if row["code"] != benefit.get("code")]
    here = _("Cùng văn bản này")
    return [Offered(f"{document['code']}/{row['code']}", row["title"], row["clause"], here) for row in rows]


def _listed(others: Iterable[Policy], policies: Iterable[Policy], named: Any) -> list[Offered]:
    found = [
        Offered(f"{policy.code}/{benefit.code}", benefit.title, benefit.clause, paper_of(policy.number) or policy.title)
        for policy in others
        for benefit in policy.benefits
    ]
    known_here, every = {offered.value for offered in found}, names_of(policies)
    for ref in named or ():
        if key_of(ref) not in known_here:
            name = every.get((ref["policy"], ref["benefit"]), key_of(ref))
            found.append(Offered(key_of(ref), name, "", _("Đã ghi trong văn bản này")))
    return found


def _with(near: list[tuple[str, str]], codes: Any, names_of_codes: Any) -> list[tuple[str, str]]:
    missing = [code for code in codes or () if code not in dict(near)]
    names = names_of_codes(missing) if missing else {}
    return [*near, *((code, names.get(code, code)) for code in missing)]


def _named(number: str, title: str) -> str:
    return f"{paper_of(number)}: {title}" if number else title
