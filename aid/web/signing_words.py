"""What is said after an act of signing, in the trail and on the page."""

from flask_babel import lazy_gettext as _l

SIGNING_SAYS = {
    "change:signed_by_agency": _l("Đã ký số của cơ quan"),
    "change:signed_by_signer": _l("Người ký đã ký số"),
    "paper:signed_by_agency": _l("Đã ký số của cơ quan"),
    "paper:signed_by_signer": _l("Người ký đã ký số"),
    "decision:signed_by_agency": _l("Đã ký số của cơ quan"),
    "decision:signed_by_signer": _l("Người ký đã ký số"),
    "signature:key_ended": _l("Đã thôi dùng một khóa ký số"),
    "signature:key_registered": _l("Đã ghi nhận khóa ký số"),
    "signature:picture_kept": _l("Đã lưu ảnh chữ ký, con dấu"),
}

SIGNING_SUCCESS = {
    "decision_signed_by_agency": _l("Đã ký số của cơ quan. Bản mới nhất có đủ hai chữ ký."),
    "decision_signed_by_signer": _l("Đã ký số. Văn thư ký tiếp cho cơ quan."),
    "paper_signed_by_agency": _l("Đã ký số của cơ quan."),
    "paper_signed_by_signer": _l("Đã ký số."),
    "signing_key_ended": _l("Đã thôi dùng khóa này."),
    "signing_key_kept": _l("Đã mở thử và ghi nhận khóa ký số."),
    "signing_picture_kept": _l("Đã lưu ảnh."),
}

SIGNING_STATES = {
    "Trust": {
        "trusted": (_l("tin cậy"), "done"),
        "unknown": (_l("chưa rõ nơi cấp"), "soon"),
        "out_of_time": (_l("hết hạn hoặc chưa đến hạn lúc ký"), "late"),
    },
    "SigningState": {
        "unsigned": (_l("chưa ký"), "late"),
        "unsealed": (_l("chờ chữ ký số của cơ quan"), "soon"),
    },
}
