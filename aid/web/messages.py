"""What the program says after an act: the sentence of a refusal, or of a success."""

from datetime import date, datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from aid.domain.errors import Refusal
from aid.web.approval_words import APPROVAL_SUCCESS
from aid.web.filters import day, moment, number
from aid.web.labels import LABELS, label
from aid.web.paper_words import PAPER_SUCCESS
from aid.web.register_words import REGISTER_SUCCESS
from aid.web.sentences import SENTENCES
from aid.web.signing_words import SIGNING_SUCCESS

SUCCESS = {
    **APPROVAL_SUCCESS,
    **PAPER_SUCCESS,
    **REGISTER_SUCCESS,
    **SIGNING_SUCCESS,
    "dossier_issued": _l("Đã vào sổ, cấp số và phát hành. Kế toán có thể lập đợt chi."),
    "dossier_issued_unsigned": _l(
        "Đã phát hành. Người ký ký số, rồi văn thư ký số của cơ quan; sau đó mới lập đợt chi."
    ),
    "dossier_lines_changed": _l("Đã sửa hồ sơ."),
    "dossier_prepared": _l("Đã lập hồ sơ. Hãy xem lại rồi trình thẩm định."),
    "dossier_refused": _l("Đã ghi: không phê duyệt. Các khoản có thể đưa vào hồ sơ khác."),
    "dossier_reopened": _l("Hồ sơ đã về bản nháp."),
    "dossier_returned": _l("Đã trả hồ sơ về cán bộ lập."),
    "dossier_reviewed": _l("Đã thông qua và trình ký."),
    "dossier_signed": _l("Đã ký. Văn thư vào sổ và phát hành."),
    "dossier_submitted": _l("Đã trình thẩm định."),
    "case_closed": _l("Đã kết thúc hồ sơ hộ."),
    "case_withdrawn": _l("Đã rút hồ sơ hộ."),
    "cost_recorded": _l("Đã ghi chi phí."),
    "cost_removed": _l("Đã xóa chi phí."),
    "damage_recorded": _l("Đã ghi thiệt hại về nhà ở."),
    "harm_corrected": _l("Đã sửa diễn biến."),
    "harm_recorded": _l("Đã ghi diễn biến."),
    "harm_removed": _l("Đã xóa diễn biến."),
    "head_named": _l("Đã đặt {name} làm chủ hộ."),
    "household_corrected": _l("Đã lưu thông tin hộ."),
    "household_registered": _l("Đã ghi nhận hộ của {name}. Tiếp theo, ghi những người khác trong hộ."),
    "household_taken": _l("Đã đưa hộ vào vụ việc cùng mọi người trong hộ."),
    "duty_rule_ended": _l("Đã kết thúc quy định."),
    "duty_rule_laid_down": _l("Đã ghi quy định; các bước từ ngày đó theo quy định này."),
    "delegation_ended": _l("Đã kết thúc ủy quyền."),
    "delegation_entered": _l("Đã giao quyền ký."),
    "on_call_set": _l("Đã xếp lịch trực."),
    "on_call_taken_out": _l("Đã bỏ lượt trực."),
    "contact_kept": _l("Đã lưu. Chương trình chỉ dùng để đối chiếu với người nhận."),
    "relation_declared": _l("Đã ghi: anh/chị không thẩm định, ký, phát hành cho hộ của người thân."),
    "mail_wish_kept": _l("Đã lưu cách nhận thư điện tử."),
    "member_left_out": _l("Đã bỏ người này ra khỏi hồ sơ; sổ hộ vẫn giữ."),
    "member_recorded": _l("Đã ghi."),
    "needs_recorded": _l("Đã ghi nhu cầu."),
    "papers_recorded": _l("Đã ghi ngày nhận giấy tờ."),
    "person_added": _l("Đã thêm {name} vào hộ."),
    "person_corrected": _l("Đã lưu thông tin của {name}."),
    "amount_raised": _l("Đã ghi mức đề nghị."),
    "entitlements_computed": _l("Đã tính các khoản hỗ trợ."),
    "files_added": _l("Đã lưu các tệp."),
    "entry_reversed": _l("Đã ghi bút toán đảo."),
    "fund_opened": _l("Đã mở nguồn kinh phí. Bước tiếp theo: ghi nhận tiền, hàng vào nguồn."),
    "fund_closed": _l("Đã khóa sổ. Bút toán đề ngày trong kỳ này không ghi được nữa."),
    "fund_received": _l("Đã ghi nhận vào nguồn."),
    "fund_reopened": _l("Đã mở lại sổ; lý do nằm trong lịch sử của nguồn."),
    "fund_transferred": _l("Đã ghi hai bút toán: nguồn chuyển đi và nguồn nhận về."),
    "fund_transferred_out": _l("Đã ghi khoản chuyển khỏi nguồn."),
    "incident_closed": _l("Đã kết thúc vụ việc."),
    "incident_confirmed": _l("Đã xác nhận vụ việc. Có thể lập hồ sơ trình cho các hộ."),
    "incident_corrected": _l("Đã lưu thông tin vụ việc."),
    "incident_dismissed": _l("Đã ghi: không xử lý vụ việc này."),
    "incident_reported": _l("Đã báo vụ việc. Bước tiếp theo: ghi nhận các hộ bị ảnh hưởng."),
    "agency_saved": _l("Đã lưu cơ quan {name}."),
    "password_changed": _l("Đã đổi mật khẩu; các thiết bị khác đã bị đăng xuất."),
    "password_set": _l("Đã đặt mật khẩu. Hãy đăng nhập."),
    "payee_named": _l("Đã ghi người nhận."),
    "signed_out": _l("Đã đăng xuất."),
    "signed_out_everywhere": _l("Đã đăng xuất mọi thiết bị. Hãy đăng nhập lại."),
    "told_apart": _l("Đã ghi: hai người khác nhau. Khoản hỗ trợ kia không còn được nhắc ở hồ sơ này."),
    "user_added": _l("Đã thêm {name}. Hãy đưa liên kết đặt mật khẩu cho người đó."),
    "user_changed": _l("Đã lưu thay đổi của {name}."),
    "user_disabled": _l("Đã khóa tài khoản của {name}; mọi thiết bị của người đó đã bị đăng xuất."),
    "user_enabled": _l("Đã mở lại tài khoản của {name}."),
    "user_roles_changed": _l("Đã đổi vai trò của {name}; người đó cần đăng nhập lại."),
    "norm_confirmed": _l("Đã xác nhận. Từ nay mức này được dùng để tính; hãy tính lại hồ sơ của các vụ việc dưới đây."),
    "norm_discarded": _l("Đã bỏ mức chuẩn nhập nhầm."),
    "norm_entered": _l("Đã lưu, chờ xác nhận. Dưới đây là hồ sơ sẽ thay đổi."),
    "benefit_removed": _l("Đã bỏ khoản hỗ trợ khỏi bản đang soạn."),
    "benefit_saved": _l("Đã lưu khoản hỗ trợ."),
    "policy_confirmed": _l("Đã xác nhận. Từ nay chính sách này dùng để ra quyết định."),
    "policy_discarded": _l("Đã bỏ bản chưa xác nhận."),
    "policy_ended": _l("Đã ghi ngày hết hiệu lực. Quyết định đã ban hành không thay đổi."),
    "policy_copied": _l("Đã lưu văn bản. Tiếp theo, xem lại từng khoản hỗ trợ."),
    "policy_entered": _l("Đã lưu văn bản. Tiếp theo, thêm từng khoản hỗ trợ."),
    "policy_saved": _l("Đã lưu."),
    "payment_again": _l("Đã đưa khoản chi về danh sách chờ chi."),
    "payment_cancel": _l("Đã hủy khoản chi và bỏ giữ chỗ."),
    "payment_fail": _l("Đã ghi: ngân hàng chi không thành."),
    "payment_hold": _l("Đã tạm giữ khoản chi."),
    "payment_release": _l("Đã bỏ tạm giữ; khoản chi về danh sách chờ chi."),
    "payment_return": _l("Đã ghi tiền thu hồi vào nguồn."),
    "account_accepted": _l("Đã chấp nhận; khoản này vào được tệp chuyển khoản."),
    "account_names_kept": _l("Đã ghi tên chủ tài khoản. Khoản nào khác tên thì chủ tài khoản quyết định."),
    "bank_file_made": _l("Đã lập tệp và ghi nhận đã gửi. Tải tệp xuống rồi nạp vào chương trình của ngân hàng."),
    "payout_approved": _l("Đã duyệt chi. Việc chuyển cho thủ quỹ."),
    "payout_paid": _l("Đã ghi nhận đã chi."),
    "payout_prepared": _l("Đã lập đợt chi. Việc chuyển cho chủ tài khoản duyệt."),
    "payout_reprepared": _l("Đã rút đợt chi về; cần duyệt lại."),
    "payout_sent": _l("Đã ghi nhận gửi ngân hàng. Khi có kết quả, hãy xác nhận từng khoản."),
    "payout_sent_back": _l("Đã trả lại; các khoản về danh sách chờ chi của kế toán."),
    "sheet_added": _l("Đã lưu danh sách đã ký nhận."),
    "preferences_saved": _l("Đã đổi cách hiển thị trên máy này."),
}

# Numbers that name something are not grouped: the year 2026 is no 2.026.
_AS_IT_IS = frozenset({"id", "number", "year"})


def sentence(refusal: Refusal) -> str:
    """Return what a refusal says to the person who is looking."""
    return _filled(SENTENCES[refusal.code], refusal.facts)


def success(key: str, **facts: object) -> str:
    """Return what an act that succeeded says."""
    return _filled(SUCCESS[key], facts)


def _filled(text: object, facts: dict[str, object]) -> str:
    return str(text).format(**{name: str(fact) if name in _AS_IT_IS else _shown(fact) for name, fact in facts.items()})


def _shown(fact: object) -> str:
    """Return a fact in the reader's words."""
    if isinstance(fact, StrEnum) and type(fact).__name__ in LABELS:
        return label(fact)
    if isinstance(fact, datetime):
        return moment(fact)
    if isinstance(fact, date):
        return day(fact)
    if isinstance(fact, int) and not isinstance(fact, bool):
        return number(fact)
    return ", ".join(_shown(part) for part in fact) if isinstance(fact, list | tuple | frozenset) else str(fact)
