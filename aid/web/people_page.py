"""The registry's page of one household in words, and the first values of its forms."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _

from aid.domain.payouts import PaymentState
from aid.domain.roles import Actor
from aid.queries import places
from aid.queries.entitlements import SupportView
from aid.queries.households import HouseholdView, PersonView
from aid.queries.incidents import IncidentView
from aid.services.accesses import Revealed
from aid.services.phones import show as show_phone
from aid.web.filters import day, quantity
from aid.web.labels import label
from aid.web.parts import Fact

_PERSON_VALUES = (
    "full_name",
    "birth",
    "sex",
    "identity_state",
    "mark",
    "relation",
    "residence",
    "home_place",
    "version",
)


class PersonCard(NamedTuple):
    """One person of the registry in words."""

    id: int
    full_name: str
    line: str
    identity: str
    has_numbers: bool
    residence: str
    contact: str
    is_head: bool


def person_cards(home: HouseholdView) -> list[PersonCard]:
    """Return the people in words, the head first."""
    return [_card(person) for person in home.people]


def home_facts(home: HouseholdView) -> list[Fact]:
    """Return the household in words."""
    poverty = label(home.poverty_class, "PovertyClass")
    return [
        Fact(_("Địa chỉ"), f"{home.address}, {home.ward}"),
        Fact(_("Điện thoại"), show_phone(home.phone) if home.phone else _("chưa ghi")),
        Fact(_("Diện hộ"), f"{poverty} ({home.poverty_evidence})" if home.poverty_evidence else poverty),
    ]


def totals_of(support: Iterable[SupportView]) -> list[tuple[str, str, int]]:
    """Return the foot rows of the table of help: what is decided and what of it is paid, per unit."""
    decided: dict[str, int] = defaultdict(int)
    paid: dict[str, int] = defaultdict(int)
    for row in support:
        decided[row.unit] += row.amount
        paid[row.unit] += row.amount if row.payment_state is PaymentState.PAID else 0
    told = [(_("Cộng đã quyết định"), quantity(amount, unit), 2) for unit, amount in sorted(decided.items())]
    return told + [(_("Trong đó đã chi"), quantity(amount, unit), 2) for unit, amount in sorted(paid.items()) if amount]


def first_person(person: PersonView, numbers: Revealed | None) -> dict[str, Any]:
    """Return a person as the form shows them; without `numbers` the hidden ones are left out."""
    values = {name: getattr(person, name) for name in _PERSON_VALUES}
    values["person_phone"] = person.phone or None
    if numbers is not None:
        values |= {
            "identity_number": numbers.identity_number or None,
            "bank": numbers.bank,
            "account": numbers.account,
            "account_name": numbers.account_name,
        }
    return values


def first_household(home: HouseholdView) -> dict[str, Any]:
    """Return a household as the form shows it."""
    return {
        "place": home.ward_says,
        "address": home.address,
        "household_phone": home.phone or None,
        "poverty_class": home.poverty_class,
        "poverty_evidence": home.poverty_evidence,
        "version": home.version,
    }


def ward_of(incident: IncidentView) -> str:
    """Return the ward of an incident as it is chosen in the list."""
    place = ", ".join(part for part in (incident.place, incident.district) if part)
    return f"{place} ({incident.place_code})"


def ward_reader(actor: Actor, on: date, *, keep: tuple[str, int] | None = None) -> Callable[[str], int]:
    """Return what reads a typed ward as its id on a day; `keep` is a ward that may stay although it is gone by then."""
    province = places.office_place(actor.agency_id).province_code

    def find(text: str) -> int:
        if keep is not None and text == keep[0]:
            return keep[1]
        return places.find_ward(text, on, province).id

    return find


def wards_near(actor: Actor, on: date) -> list[str]:
    """Return the wards the list under the field suggests."""
    province = places.office_place(actor.agency_id).province_code
    return [ward.says for ward in places.wards_on(on, province)]


def _card(person: PersonView) -> PersonCard:
    birth = person.birth
    born = _("chưa rõ ngày sinh")
    if birth:
        born = _("sinh %(on)s", on=day(birth.day)) if birth.day else _("sinh năm %(year)s", year=birth.year)
    sex = label(person.sex, "Sex") if person.sex else ""
    account = f"{person.bank} {person.account}, {person.account_name}" if person.account else ""
    return PersonCard(
        id=person.id,
        full_name=person.full_name,
        line=_joined(label(person.relation, "Relation"), born, sex),
        identity=_identity(person),
        has_numbers=bool(person.account) or person.identity_state == "known",
        residence=_joined(label(person.residence, "Residence"), person.home_place),
        contact=_joined(show_phone(person.phone) if person.phone else "", account),
        is_head=person.relation == "head",
    )


def _identity(person: PersonView) -> str:
    if person.identity_state == "unidentified":
        return _("Đặc điểm: %(mark)s", mark=person.mark) if person.mark else label("unidentified", "IdentityState")
    number = person.identity or label(person.identity_state, "IdentityState")
    return _("Số định danh: %(identity)s", identity=number)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
