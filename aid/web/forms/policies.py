"""The forms of a policy's document: the list, the ways to begin a new one, the head of the document, its last steps."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Literal

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField

from aid.domain.errors import Refusal
from aid.domain.facts import CAUSES
from aid.domain.policies import BASIS_RANKS, KINDS, REFERENCE_DAYS
from aid.domain.policy_steps import PolicyState
from aid.domain.shapes import as_day
from aid.web.forms.base import FilterForm, Form, Needed, Part, TooLong
from aid.web.forms.fields import (
    ChoiceField,
    Choices,
    ChoicesField,
    DayField,
    FileField,
    IdField,
    RadioField,
    TextAreaField,
    TextField,
    choices_of,
    known,
)
from aid.web.forms.rows import RowsForm
from aid.web.forms.uploads import NeededFiles, UploadsField
from aid.web.policies.faults import fault_says

Data = dict[str, Any]
LONGEST_TEXT = 200_000


class PolicyFilterForm(FilterForm):
    """What narrows the list of policies."""

    q = TextField(_l("Tên, số văn bản, cơ quan"), [TooLong(100)])
    state = ChoiceField(_l("Trạng thái"), choices=choices_of(PolicyState, blank=_l("Mọi trạng thái")))
    kind = ChoiceField(_l("Loại văn bản"), choices=choices_of(KINDS, "PolicyKind", blank=_l("Mọi loại văn bản")))


class BasisRow(Part):
    """One line of the legal bases; a row without text is no row."""

    rank = ChoiceField(_l("Loại căn cứ"), choices=choices_of(BASIS_RANKS, "BasisRank"), default="policy")
    text = TextAreaField(_l("Căn cứ"), [TooLong(1_000)])
    valid_from = DayField(_l("Viện dẫn từ ngày"))
    valid_to = DayField(_l("Viện dẫn đến ngày"))

    def values(self) -> Data:
        """Return the line as the document writes it."""
        found = {"rank": self.rank.data, "text": self.text.data}
        days = {"from": self.valid_from.data, "to": self.valid_to.data}
        return found | {key: day.isoformat() for key, day in days.items() if day}


class DocumentForm(RowsForm):
    """Everything of a document but its benefits."""

    REFUSED: ClassVar[Mapping[str, str]] = {
        "policy_code_fixed": "code",
        "policy_code_taken": "code",
        "policy_outside_area": "places",
    }

    kind = RadioField(_l("Loại văn bản"), [Needed()], choices=choices_of(KINDS, "PolicyKind"))
    number = TextField(_l("Số, ký hiệu"), [TooLong(100)])
    signed_on = DayField(_l("Ngày ban hành"))
    issuer = TextField(_l("Cơ quan ban hành"), [Needed(), TooLong(200)])
    title = TextField(_l("Trích yếu"), [Needed(), TooLong(300)])
    valid_from = DayField(_l("Áp dụng từ ngày"), [Needed()])
    valid_to = DayField(_l("Áp dụng đến hết ngày"))
    reference_day = RadioField(
        _l("Mức tính theo ngày nào"), [Needed()], choices=choices_of(REFERENCE_DAYS, "ReferenceDay")
    )
    coverage_day = ChoiceField(
        _l("Vụ việc thuộc văn bản này xét theo ngày nào"),
        choices=choices_of(REFERENCE_DAYS, "ReferenceDay", blank=_l("cùng ngày dùng để tính mức")),
    )
    places = ChoicesField(_l("Nơi áp dụng"))
    other_places = TextField(_l("Phường, xã khác"), [TooLong(300)])
    incidents = ChoicesField(_l("Chỉ cho vụ việc"))
    causes = ChoicesField(_l("Chỉ cho nguyên nhân"), choices=choices_of(CAUSES, "IncidentKind"))
    bases_of = ChoiceField(_l("Lấy sẵn các căn cứ của"))
    bases = FieldList(FormField(BasisRow), _l("Các căn cứ"))
    note = TextField(_l("Điều còn phải xác nhận"), [TooLong(500)])
    title_en = TextField(_l("Trích yếu bằng tiếng Anh"), [TooLong(300)])
    code = TextField(_l("Mã trong chương trình"), [TooLong(40)])
    version = IdField()

    def add_row(self) -> None:
        """Show one more empty line of the legal bases."""
        self.bases.append_entry({"rank": "policy"})

    def offer(self, *, places: Choices, incidents: Choices, bases: Choices) -> None:
        """Give the fields what may be chosen."""
        known(self.places, places)
        known(self.incidents, incidents)
        known(self.bases_of, [("", gettext("không lấy sẵn")), *bases])

    def document(self, before: Data, more_places: Sequence[str], ready: Sequence[Data], code: str) -> Data:
        """Return the document; what this form does not know of `before` (its benefits) is kept.

        `more_places` are the codes of the places that were typed, `ready` the legal bases taken over.
        """
        typed: Data = {
            "code": before.get("code") or self.code.data or code,
            **{name: self[name].data for name in ("kind", "number", "issuer", "title", "title_en", "note")},
            **{name: self[name].data for name in ("reference_day", "coverage_day", "causes", "incidents")},
            "signed_on": _written(self.signed_on.data),
            "valid": _given({"from": _written(self.valid_from.data), "to": _written(self.valid_to.data)}),
            "places": list(dict.fromkeys([*self.places.data, *more_places])),
            "bases": list(ready) or self.basis_rows(),
        }
        whole = before | typed
        keys = [*_ORDER, *(key for key in whole if key not in (*_ORDER, "benefits"))]
        kept = _given({key: whole.get(key) for key in keys})
        return kept | {"benefits": list(before.get("benefits") or ())}

    def basis_rows(self) -> list[Data]:
        """Return the typed lines of the legal bases."""
        return [entry.form.values() for entry in self.bases.entries if entry.form.text.data]

    def refuse_document(self, refusal: Refusal) -> None:
        """Show a mistake of the document at the field it comes from, else above the form."""
        path = str(refusal.facts.get("path", "")).rpartition(" ")[2]
        name = _FIELDS.get(path, path.partition("[")[0])
        if name not in self or refusal.code != "policy_unreadable":
            self.refuse(refusal)
            return
        self[name].errors = [*self[name].errors, fault_says(refusal)]


_ORDER = (
    "code", "kind", "number", "issuer", "signed_on", "title", "title_en", "valid", "reference_day", "coverage_day",
    "confirmed", "places", "causes", "incidents", "note", "bases",
)  # fmt: skip
_FIELDS = {"valid": "valid_from", "valid.from": "valid_from", "valid.to": "valid_to"}


class NewDocumentForm(DocumentForm):
    """The head of a new document, and whose it is."""

    owner = RadioField(
        _l("Ai xác nhận văn bản này"),
        [Needed()],
        choices=[
            ("law", _l("thành phố: văn bản của trung ương, của thành phố")),
            ("own", _l("lãnh đạo cơ quan tôi: kế hoạch, chính sách của chính cơ quan")),
        ],
        default="law",
    )

    def chosen_owner(self, usual: str) -> Literal["own", "law"]:
        """Return whose document it is; `usual` where the form does not ask."""
        chosen = self.owner.data if "owner" in self else usual
        return "own" if chosen == "own" else "law"


class StartForm(FilterForm):
    """How a new document begins; its answers stand in the address of the next page."""

    start = RadioField(
        _l("Bắt đầu từ"),
        [Needed()],
        choices=[
            ("blank", _l("trang trống: gõ theo văn bản")),
            ("copy", _l("bản sao của một chính sách đã có")),
            ("template", _l("một mẫu có sẵn")),
            ("text", _l("tệp YAML của nơi khác gửi đến")),
        ],
        default="blank",
    )
    copy = ChoiceField(_l("Chính sách được sao"))
    template = ChoiceField(_l("Mẫu"))


class TextForm(Form):
    """A document as a YAML text."""

    text = TextAreaField(_l("Nội dung YAML"), [TooLong(LONGEST_TEXT)], render_kw={"spellcheck": "false"})
    file = FileField(_l("hoặc tệp YAML"), render_kw={"accept": ".yaml,.yml,text/plain"})
    version = IdField()
    wrong_line: int | None = None

    def take_file(self) -> bool:
        """Put what a file holds into the text, so that a mistake can be mended on the page; False: it is no text."""
        if self.file.data is None:
            return True
        data: bytes = self.file.data.read(4 * LONGEST_TEXT)
        if b"\0" in data or data.startswith(b"%PDF"):
            self.file.errors = [
                gettext("Tệp này không phải tệp chữ (có thể là Word, PDF). Hãy sao phần chữ vào ô trên.")
            ]
            return False
        self.text.raw_data, self.text.data = None, data.decode("utf-8-sig", errors="replace")[:LONGEST_TEXT]
        return True


class NewTextForm(TextForm):
    """A new document as a YAML text, and whose it is."""

    owner: Any = NewDocumentForm.owner
    chosen_owner = NewDocumentForm.chosen_owner


class ConfirmPolicyForm(Form):
    """The last look before a version is in force: the text of the document is attached."""

    REFUSED: ClassVar[Mapping[str, str]] = {"policy_text_missing": "text"}
    text = UploadsField(_l("Văn bản đã ký (bản quét hoặc PDF)"), [NeededFiles()])
    version = IdField()


class EndPolicyForm(Form):
    """The last day of a policy, and why."""

    REFUSED: ClassVar[Mapping[str, str]] = {
        "policy_ends_before_it_begins": "last_day",
        "reason_missing": "reason",
    }
    last_day = DayField(_l("Ngày áp dụng cuối cùng"), [Needed()])
    reason = TextAreaField(_l("Lý do, văn bản thay thế"), [Needed(), TooLong(1_000)])


class VersionForm(Form):
    """A step that asks once; it says which version the person saw."""

    version = IdField()


def document_data(document: Data) -> Data:
    """Return a stored document as the form shows it."""
    valid = document.get("valid") or {}
    plain = ("kind", "number", "issuer", "title", "title_en", "note", "code", "reference_day", "coverage_day")
    return {
        **{name: document.get(name, "") for name in plain},
        **{name: list(document.get(name) or ()) for name in ("places", "causes", "incidents")},
        "signed_on": as_day(document.get("signed_on")),
        "valid_from": as_day(valid.get("from")),
        "valid_to": as_day(valid.get("to")),
        "bases": [
            {**basis, "valid_from": as_day(basis.get("from")), "valid_to": as_day(basis.get("to"))}
            for basis in document.get("bases") or ()
        ],
    }


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _given(values: Data) -> Data:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}
