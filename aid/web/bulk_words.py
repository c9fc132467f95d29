"""The words of taking a step on many dossiers at once."""

from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid.services.bulk_steps import Outcome
from aid.web.filters import number
from aid.web.messages import sentence


class BulkWords(NamedTuple):
    """What the page is called, its button, and what comes after."""

    title: object
    verb: object
    then: object


_WORDS = {
    "review": BulkWords(
        _l("Thẩm định nhiều hồ sơ"), _l("Thông qua, trình ký"), _l("Các hồ sơ chuyển sang lãnh đạo ký.")
    ),
    "initial": BulkWords(_l("Ký nháy nhiều hồ sơ"), _l("Ký nháy"), _l("Tên và giờ ký nháy được giữ trong từng hồ sơ.")),
    "second": BulkWords(
        _l("Đồng ý nhiều hồ sơ"),
        _l("Đồng ý, người ký thứ hai"),
        _l("Sau đó một người ký duyệt khác mới ký ban hành."),
    ),
    "sign": BulkWords(
        _l("Ký nhiều hồ sơ"), _l("Ký ban hành"), _l("Các hồ sơ chuyển sang văn thư để vào sổ, cấp số và phát hành.")
    ),
}


_DONE = {
    "review": _l("Đã thông qua và trình ký %(count)s hồ sơ."),
    "initial": _l("Đã ký nháy %(count)s hồ sơ."),
    "second": _l("Đã đồng ý với tư cách người ký thứ hai: %(count)s hồ sơ."),
    "sign": _l("Đã ký %(count)s hồ sơ. Văn thư vào sổ và phát hành."),
}


def words_of(step: str) -> BulkWords:
    """Return the words of one step."""
    return _WORDS[step]


def done_says(step: str, count: int) -> str:
    """Say how many dossiers went on."""
    return str(_DONE[step]) % {"count": number(count)}


def left_says(outcome: Outcome | None, more: int = 0) -> str:
    """Say why one dossier was left as it was, or how many more were."""
    if outcome is None or outcome.refusal is None:
        return _("Và %(count)s hồ sơ nữa còn nguyên; hãy mở từng hồ sơ để xem lý do.", count=number(more))
    return _("%(code)s còn nguyên: %(why)s", code=outcome.code, why=sentence(outcome.refusal))
