"""What the books of documents in and out are narrowed to alike: the year, and whose book it is."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from aid.web.forms.base import FilterForm
from aid.web.forms.fields import ChoiceField, known


class RegisterFilterForm(FilterForm):
    """`offices` are the agencies whose books the reader may see; without a choice the book is that of `own`."""

    agency = ChoiceField(_l("Sổ của cơ quan"), coerce=int)
    year = ChoiceField(_l("Năm"), coerce=int)

    def __init__(self, years: Sequence[int], offices: Sequence[tuple[int, str]], own: int | None) -> None:
        super().__init__(data={"agency": own})
        known(self.agency, [("", _l("Mọi cơ quan")), *offices])
        known(self.year, [("", _l("Mọi năm")), *((year, str(year)) for year in years)])
