"""The forms of routes: adding a rule, ending one, trying a sum, and the city's agreement."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from aid.domain.approval_routes import Initial, Route
from aid.domain.roles import Action
from aid.queries.approval_routes import Person
from aid.web.forms.base import FilterForm, Form, Needed, TooLong
from aid.web.forms.dossiers import StepForm
from aid.web.forms.fields import CheckField, ChoiceField, DayField, MoneyField, TextField, known

Policies = Sequence[tuple[str, str]]


class RouteForm(Form):
    """One rule; who initials is up to three people, each by the post that makes it theirs to do."""

    REFUSED = {
        "route_backdated": "valid_from",
        "rule_basis_missing": "basis",
        "route_band_reversed": "amount_to",
        "route_named_twice": "person_2",
        "route_person_unknown": "person_1",
        "route_policy_unknown": "policy",
        "route_one_hand": "signer",
        "route_role_missing": "signer",
    }

    valid_from = DayField(_l("Áp dụng từ ngày"), [Needed()])
    policy = ChoiceField(_l("Chính sách"))
    amount_from = MoneyField(_l("Tổng hồ sơ từ"))
    amount_to = MoneyField(_l("Tổng hồ sơ đến"))
    meeting = CheckField(_l("Phải có biên bản họp bình xét trước khi trình"))
    person_1 = ChoiceField(_l("Người ký nháy thứ nhất"), coerce=int)
    post_1 = TextField(_l("Chức vụ"), [TooLong(120)])
    person_2 = ChoiceField(_l("Người ký nháy thứ hai"), coerce=int)
    post_2 = TextField(_l("Chức vụ"), [TooLong(120)])
    person_3 = ChoiceField(_l("Người ký nháy thứ ba"), coerce=int)
    post_3 = TextField(_l("Chức vụ"), [TooLong(120)])
    in_order = CheckField(_l("Ký nháy lần lượt: người sau chờ người trước"))
    reviewer = ChoiceField(_l("Người thẩm định"), coerce=int)
    signer = ChoiceField(_l("Người ký ban hành"), coerce=int)
    second_signer = CheckField(_l("Phải có một người ký duyệt khác đồng ý trước khi ký"))
    city = CheckField(_l("Phải có văn bản đồng ý của thành phố"))
    basis = TextField(_l("Văn bản quy định"), [Needed(), TooLong(200)])

    def __init__(self, policies: Policies, people: Mapping[Action, Sequence[Person]], **given: Any) -> None:
        """Offer these policies, and by action the people who may take it."""
        super().__init__(**given)
        known(self.policy, [("", _l("Mọi chính sách")), *((code, f"{code}: {title}") for code, title in policies)])
        for field in (self.person_1, self.person_2, self.person_3):
            known(field, [("", _l("Không có")), *_named(people[Action.DOSSIER_INITIAL])])
        known(self.reviewer, [("", _l("Bất cứ ai thẩm định")), *_named(people[Action.DOSSIER_REVIEW])])
        known(self.signer, [("", _l("Bất cứ ai ký duyệt")), *_named(people[Action.DOSSIER_SIGN])])

    def route(self) -> Route:
        """Return what was typed; the required fields are there."""
        assert self.valid_from.data is not None
        people = ((self[f"person_{n}"].data, self[f"post_{n}"].data or "") for n in (1, 2, 3))
        return Route(
            valid_from=self.valid_from.data,
            basis=self.basis.data,
            policy_code=self.policy.data or "",
            amount_from=self.amount_from.data or 0,
            amount_to=self.amount_to.data,
            initials=tuple(Initial(person, post) for person, post in people if person),
            second_signer=self.second_signer.data,
            city=self.city.data,
            meeting=self.meeting.data,
            reviewer_id=self.reviewer.data or None,
            signer_id=self.signer.data or None,
            in_order=self.in_order.data,
        )


def _named(people: Sequence[Person]) -> list[tuple[int, str]]:
    return [(one.id, f"{one.name}, {one.title}" if one.title else one.name) for one in people]


class EndForm(Form):
    REFUSED = {"route_end_over": "last", "route_ended": "last"}

    last = DayField(_l("Áp dụng đến hết ngày"), [Needed()])


class TryForm(FilterForm):
    policy = ChoiceField(_l("Chính sách"))
    amount = MoneyField(_l("Tổng hồ sơ"))

    def __init__(self, policies: Policies, **given: Any) -> None:
        super().__init__(**given)
        known(self.policy, [("", _l("Chính sách bất kỳ")), *((code, f"{code}: {title}") for code, title in policies)])


class AgreeForm(StepForm):
    REFUSED = {"approval_document_missing": "number", "approval_day_ahead": "day"}

    number = TextField(_l("Số văn bản đồng ý"), [Needed(), TooLong(64)])
    day = DayField(_l("Ngày văn bản"), [Needed()])
