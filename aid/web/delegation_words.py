"""The words of delegations and of being on call: refusals, and the trail."""

from flask_babel import lazy_gettext as _l

DELEGATION_SENTENCES = {
    "delegated_to_oneself": _l("Không tự ủy quyền cho mình. Chưa có gì được lưu; hãy chọn người khác."),
    "delegation_in_the_past": _l(
        "Ngày {day} đã qua, mà việc đã ký thì không đổi. Chưa có gì được lưu; hãy chọn từ hôm nay trở đi."
    ),
    "delegation_of_another": _l(
        "Ủy quyền này do người khác giao. Chưa có gì thay đổi; người đã giao hoặc lãnh đạo cơ quan kết thúc được."
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
        "{name} không giữ cùng vai trò ký với anh/chị hoặc đã bị khóa. Chưa có gì được lưu; hãy chọn người khác."
    ),
    "only_the_head_delegates": _l(
        "Chỉ người tự ký (người đứng đầu) mới giao quyền; quyền đã được giao thì không giao lại. Chưa có gì được lưu."
    ),
    "not_on_call": _l(
        "Quản trị, thanh tra, thành phố và văn phòng chương trình không nhận việc trực thay. Chưa có gì được lưu; hãy"
        " chọn người khác."
    ),
    "place_barred": _l(
        "{name}, người anh/chị trực thay, đã làm phần việc “{held}” trong hồ sơ này nên anh/chị cũng không làm bước"
        " này. Hồ sơ còn nguyên; hãy chuyển cho người khác."
    ),
    "place_not_held": _l(
        "Người được làm thay không giữ vai trò {role}. Chưa có gì được lưu; hãy chọn người đang giữ vai trò này."
    ),
    "role_not_on_call": _l(
        "Việc của {role} không giao khi trực: ai giữ tiền, giữ sổ thì tự làm. Chưa có gì được lưu; hãy chọn vai trò"
        " khác."
    ),
    "role_not_to_give": _l(
        "Anh/chị không giữ vai trò {role} nên không giao được. Chưa có gì được lưu; hãy đề nghị lãnh đạo xếp lượt trực"
        " này."
    ),
    "role_to_oneself": _l(
        "Không tự giao cho mình việc của người khác. Chưa có gì được lưu; hãy đề nghị lãnh đạo xếp lượt trực này."
    ),
    "stands_in_for_himself": _l(
        "Người trực và người được làm thay là một. Chưa có gì được lưu; hãy chọn người được làm thay."
    ),
    "turn_over": _l("Lượt trực đã hết lúc {until}. Hồ sơ còn nguyên; hãy để người phụ trách làm tiếp."),
    "turn_overlaps": _l(
        "Người này đã có lượt trực cùng vai trò từ {first} đến {last}. Chưa có gì được lưu; hãy chọn giờ khác."
    ),
    "turn_too_long": _l(
        "Một lượt trực có việc làm thay dài nhất {most} ngày. Chưa có gì được lưu; dài hơn thì đề nghị quản trị đổi vai"
        " trò."
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
    "on_call_for": (_l("Trực thay"),),
    "on_call_role": (_l("Vai trò khi trực"), "Role"),
}
