"""The sentences of the Refusal codes about policies, norms and what they give; see `sentences.py`."""

from flask_babel import lazy_gettext as _l

POLICY_SENTENCES = {
    "no_norm_in_force": _l(
        "Chưa có mức chuẩn trợ giúp xã hội nào cho ngày {day}. Chưa có gì được tính; hãy nhập mức chuẩn hoặc"
        " chọn ngày khác."
    ),
    "policy_not_confirmed": _l(
        "Khoản của {beneficiary} tính theo chính sách chưa được xác nhận, chỉ để ước tính. Chưa có gì thay"
        " đổi; hãy bỏ khoản này hoặc chờ xác nhận."
    ),
    "policy_not_in_force": _l(
        "Chính sách {policy} chưa được xác nhận nên chưa dùng để ra quyết định. Hồ sơ được giữ nguyên; hãy"
        " chờ người có thẩm quyền xác nhận."
    ),
    "policy_unknown": _l("Không có chính sách {policy}. Chưa có gì được tính; các chính sách hiện có: {known}."),
    "policy_unreadable": _l(
        "Không đọc được chính sách tại {path}: {problem}. Chưa có gì được lưu; hãy {cure} rồi thử lại."
    ),
}
