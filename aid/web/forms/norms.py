"""The forms of norms: entering one, confirming it with its text."""

from collections.abc import Mapping
from typing import ClassVar

from flask_babel import lazy_gettext as _l

from aid.domain.norms import SCOPES
from aid.services.norms import NormValues
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.fields import DayField, MoneyField, RadioField, TextAreaField, TextField, choices_of
from aid.web.forms.uploads import NeededFiles, UploadsField


class NormForm(Form):
    """A new norm."""

    REFUSED: ClassVar[Mapping[str, str]] = {
        "amount_not_positive": "amount",
        "norm_backwards": "valid_from",
        "norm_basis_missing": "basis",
        "norm_overlaps": "valid_from",
        "norm_scope_unknown": "scope",
    }
    scope = RadioField(_l("Mức chuẩn của"), [Needed()], choices=choices_of(SCOPES, "NormScope"))
    amount = MoneyField(_l("Mức chuẩn một tháng"), [Needed()])
    valid_from = DayField(_l("Áp dụng từ ngày"), [Needed()])
    basis = TextField(_l("Số, ký hiệu văn bản"), [Needed(), TooLong(120)])
    citation = TextAreaField(_l("Câu căn cứ ghi vào quyết định"), [TooLong(1_000)])

    def norm(self) -> NormValues:
        """Return what was typed; all required fields are there."""
        day = self.valid_from.data
        assert day is not None
        return NormValues(self.scope.data, self.amount.data or 0, day, self.basis.data, self.citation.data or "")


class ConfirmNormForm(Form):
    """The last look before a norm computes: the text of its document is attached."""

    REFUSED: ClassVar[Mapping[str, str]] = {"policy_text_missing": "text"}
    text = UploadsField(_l("Văn bản đã ký (bản quét hoặc PDF)"), [NeededFiles()])
