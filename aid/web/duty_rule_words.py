"""The words of duties and of the rules about soft pairs: refusals, and the trail."""

from flask_babel import lazy_gettext as _l

DUTY_RULE_SENTENCES = {
    "duty_kept_apart": _l(
        "Anh/chị đã làm phần việc “{held}” trong hồ sơ này; hôm nay cơ quan không để một người làm cả “{needed}”. Chưa"
        " có gì thay đổi; hãy chuyển cho người khác, hoặc đề nghị quản trị ghi văn bản cho phép kiêm nhiệm ở trang Phân"
        " công, kiêm nhiệm."
    ),
    "duty_rule_in_the_past": _l(
        "Ngày {day} đã qua, mà việc đã làm thì không đổi. Chưa có gì được lưu; hãy chọn từ hôm nay trở đi."
    ),
    "duty_rule_over": _l("Quy định này đã hết hiệu lực ngày {day}. Chưa có gì thay đổi."),
    "duty_rule_overlaps": _l(
        "Hai phần việc này đã có quy định từ ngày {first}. Chưa có gì được lưu; hãy kết thúc quy định đó trước, hoặc"
        " chọn ngày khác."
    ),
    "pair_is_hard": _l(
        "Hai phần việc này không bao giờ để một người làm trong cùng hồ sơ; không văn bản nào của cơ quan đổi được."
        " Chưa có gì được lưu; hãy chọn hai phần việc khác."
    ),
}

DUTY_RULE_SAYS = {
    "change:duties_joined": _l("Một người làm hai phần việc, theo văn bản của cơ quan"),
    "dossier:duties_joined": _l("Một người làm hai phần việc, theo văn bản của cơ quan"),
    "duty_rule:ended": _l("Đã kết thúc một quy định phân công, kiêm nhiệm"),
    "duty_rule:laid_down": _l("Đã ghi một quy định phân công, kiêm nhiệm"),
}

# What a changed field is called, and the group of labels of its coded values.
DUTY_RULE_FIELDS = {
    "duties": (_l("Các phần việc"), "Duty"),
    "duty_rule": (_l("Theo văn bản"),),
    "pair_rule": (_l("Quy định"), "PairRule"),
}

# How the coded values are said.
DUTY_RULE_LABELS = {
    "PairRule": {
        "apart": _l("phải hai người"),
        "together": _l("một người làm được cả hai"),
    },
    "DelegationForm": {
        "deputy": _l("ký thay (KT.)"),
        "acting": _l("quyền (Q.)"),
        "by_order": _l("thừa lệnh (TL.)"),
        "by_authority": _l("thừa ủy quyền (TUQ.)"),
        "collective_deputy": _l("thay mặt, ký thay (TM., KT.)"),
    },
}
