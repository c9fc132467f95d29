"""The words of delegations and of being on call: refusals, and the trail."""

from flask_babel import lazy_gettext as _l

DELEGATION_SENTENCES = {
    "delegated_to_oneself": _l("Không tự ủy quyền cho mình. Chưa có gì được lưu; hãy chọn người khác."),
    "delegation_in_the_past": _l(
        "Ngày {day} đã qua, mà việc đã ký thì không đổi. Chưa có gì được lưu; hãy chọn từ hôm nay trở đi."
    ),
    "delegation_over": _l("Ủy quyền này đã hết ngày {day}. Chưa có gì thay đổi."),
    "delegation_overlaps": _l(
        "Hai người này đã có ủy quyền cùng hình thức từ {first} đến {last}. Chưa có gì được lưu; hãy kết thúc ủy quyền"
        " cũ trước, hoặc chọn ngày khác."
    ),
    "hours_reversed": _l("Giờ kết thúc không sau giờ bắt đầu. Chưa có gì được lưu; hãy xem lại hai mốc giờ."),
    "no_delegation": _l(
        "Ngày {day} anh/chị không có ủy quyền đang hiệu lực cho chính sách và số tiền này nên không ký thay được. Hồ sơ"
        " còn nguyên; hãy đề nghị người đứng đầu giao quyền, hoặc để người đứng đầu ký."
    ),
    "not_a_signer": _l(
        "{name} không giữ vai trò lãnh đạo ký duyệt hoặc đã bị khóa. Chưa có gì được lưu; hãy chọn người khác."
    ),
    "only_the_head_delegates": _l(
        "Chỉ người tự ký (người đứng đầu) mới giao quyền; quyền đã được giao thì không giao lại. Chưa có gì được lưu."
    ),
    "principal_barred": _l(
        "{name}, người anh/chị ký thay, đã làm phần việc “{held}” trong hồ sơ này nên anh/chị cũng không ký. Hồ sơ còn"
        " nguyên; hãy chuyển cho người khác."
    ),
}

DELEGATION_SAYS = {
    "delegation:ended": _l("Đã kết thúc một ủy quyền ký"),
    "delegation:entered": _l("Đã giao quyền ký"),
    "on_call:set": _l("Đã xếp lịch trực"),
    "on_call:taken_out": _l("Đã bỏ một lượt trực"),
}

# What a changed field is called, and the group of labels of its coded values.
DELEGATION_FIELDS = {
    "begins_at": (_l("Từ lúc"),),
    "ends_at": (_l("Đến lúc"),),
    "first_on": (_l("Từ ngày"),),
    "form": (_l("Hình thức ký"), "DelegationForm"),
    "last_on": (_l("Đến hết ngày"),),
}
