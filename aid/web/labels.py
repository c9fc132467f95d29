"""What the values of the rules are called on a screen, and how loud they are shown.

One row per value: the label and the tone of its tag. A group is the name of the enum, or, for plain strings of the
contract, the name in the last tables.
"""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from aid.web.approval_words import APPROVAL_LABELS
from aid.web.batch_words import BATCH_STATES, BATCH_WORDS
from aid.web.duty_rule_words import DUTY_RULE_LABELS
from aid.web.paper_words import PAPER_STATES, PAPER_WORDS
from aid.web.policies.words import POLICY_STATES, POLICY_WORDS
from aid.web.register_words import REGISTER_STATES, REGISTER_WORDS
from aid.web.signing_words import SIGNING_STATES

_STATES = {**BATCH_STATES, **PAPER_STATES, **POLICY_STATES, **REGISTER_STATES, **SIGNING_STATES} | {
    "IncidentState": {
        "reported": (_l("mới báo"), "soon"),
        "confirmed": (_l("đã xác nhận"), "info"),
        "closed": (_l("đã kết thúc"), "done"),
        "dismissed": (_l("không xử lý"), "plain"),
    },
    "CaseState": {
        "recording": (_l("đang ghi nhận"), "soon"),
        "assessed": (_l("đã đánh giá"), "info"),
        "closed": (_l("đã kết thúc"), "done"),
        "withdrawn": (_l("đã rút"), "plain"),
    },
    "DossierState": {
        "draft": (_l("đang soạn"), "plain"),
        "submitted": (_l("chờ thẩm định"), "soon"),
        "reviewed": (_l("chờ ký"), "soon"),
        "signed": (_l("đã ký, chờ phát hành"), "info"),
        "issued": (_l("đã phát hành"), "done"),
        "returned": (_l("trả lại bổ sung"), "late"),
        "refused": (_l("không phê duyệt"), "late"),
    },
    "DecisionState": {
        "in_force": (_l("còn hiệu lực"), "done"),
        "amended": (_l("đã được sửa đổi"), "soon"),
        "revoked": (_l("đã bị thu hồi"), "late"),
    },
    "PaymentState": {
        "planned": (_l("chưa lập chi"), "plain"),
        "prepared": (_l("chờ duyệt chi"), "soon"),
        "approved": (_l("đã duyệt, chờ chi"), "info"),
        "sent": (_l("đã gửi ngân hàng"), "info"),
        "paid": (_l("đã chi"), "done"),
        "failed": (_l("chi không thành"), "late"),
        "held": (_l("tạm giữ"), "soon"),
        "cancelled": (_l("đã hủy"), "plain"),
        "returned": (_l("đã hoàn trả"), "plain"),
    },
    "TaskState": {
        "done": (_l("đã xong"), "done"),
        "todo": (_l("cần làm"), "soon"),
        "look": (_l("cần xem"), "soon"),
        "blocked": (_l("chưa làm được"), "plain"),
        "if_any": (_l("nếu có"), "plain"),
    },
}

_WORDS = {**APPROVAL_LABELS, **BATCH_WORDS, **PAPER_WORDS, **POLICY_WORDS, **REGISTER_WORDS} | {
    "Role": {
        "accountant": _l("kế toán"),
        "account_holder": _l("chủ tài khoản"),
        "administrator": _l("quản trị"),
        "approver": _l("lãnh đạo ký duyệt"),
        "auditor": _l("thanh tra, kiểm toán"),
        "cashier": _l("thủ quỹ"),
        "city": _l("thành phố"),
        "clerk": _l("văn thư"),
        "neighbourhood_head": _l("tổ trưởng tổ dân phố"),
        "officer": _l("cán bộ thụ lý"),
        "one_stop": _l("bộ phận một cửa"),
        "programme": _l("văn phòng chương trình"),
        "reviewer": _l("người thẩm định"),
    },
    **DUTY_RULE_LABELS,
    "Duty": {
        "prepare": _l("lập hồ sơ"),
        "review": _l("thẩm định"),
        "sign": _l("ký quyết định"),
        "issue": _l("phát hành"),
        "control": _l("kiểm soát chi"),
        "approve_payment": _l("duyệt chi"),
        "pay": _l("chi tiền"),
    },
    "MailChoice": {
        "none": _l("không nhận thư"),
        "digest": _l("mỗi sáng một thư: việc đang chờ"),
        "each": _l("mỗi sáng một thư và từng thông báo"),
    },
    "Part": {"signer": _l("có chữ ký của người ký"), "agency": _l("có chữ ký của cơ quan")},
    "Since": {
        "nothing": _l("không có gì"),
        "signatures": _l("chỉ thêm chữ ký"),
        "other": _l("thay đổi khác"),
    },
    "Way": {
        "pkcs12": _l("tệp khóa"),
        "pkcs11": _l("thiết bị ký số"),
        "uploaded": _l("công cụ khác, tải lên"),
    },
    "PayMethod": {"cash": _l("tiền mặt"), "bank": _l("chuyển khoản")},
    "Account": {
        "received": _l("đã nhận"),
        "reserved": _l("đã giữ chỗ"),
        "advanced": _l("đã tạm ứng"),
        "spent": _l("đã chi"),
        "returned": _l("thu hồi"),
    },
    "EntryKind": {
        "receive": _l("nhận vào"),
        "transfer_out": _l("chuyển đi"),
        "reserve": _l("giữ chỗ theo quyết định"),
        "release": _l("bỏ giữ chỗ"),
        "spend": _l("chi"),
        "return": _l("thu hồi"),
    },
    "FundSource": {
        "NS_TRUNG_UONG": _l("ngân sách trung ương"),
        "NS_THANH_PHO": _l("ngân sách thành phố"),
        "NS_QUAN": _l("ngân sách quận, huyện"),
        "NS_PHUONG": _l("ngân sách phường, xã"),
        "DU_TRU_QUOC_GIA": _l("dự trữ quốc gia"),
        "QUY_CUU_TRO_MTTQ_TP": _l("quỹ cứu trợ của MTTQ thành phố"),
        "BAN_VAN_DONG": _l("ban vận động"),
        "MTTQ_PHUONG": _l("MTTQ phường, xã"),
        "CHU_THAP_DO": _l("Hội Chữ thập đỏ"),
        "QUY_BAO_TRO_TRE_EM": _l("quỹ bảo trợ trẻ em"),
        "QUY_PCTT": _l("quỹ phòng, chống thiên tai"),
        "DOAN_THE_KHAC": _l("đoàn thể khác"),
    },
    "LegalCause": {
        "thien_tai": _l("thiên tai"),
        "hoa_hoan": _l("hỏa hoạn"),
        "dich_benh": _l("dịch bệnh"),
        "tngt_nghiem_trong": _l("tai nạn giao thông đặc biệt nghiêm trọng"),
        "tnld_nghiem_trong": _l("tai nạn lao động đặc biệt nghiêm trọng"),
        "mat_mua": _l("mất mùa"),
        "giap_hat": _l("giáp hạt"),
        "bat_kha_khang_khac": _l("lý do bất khả kháng khác"),
    },
    "IncidentKind": {
        "fire": _l("cháy"),
        "explosion": _l("nổ"),
        "collapse": _l("sập đổ công trình"),
        "storm": _l("bão"),
        "tropical_depression": _l("áp thấp nhiệt đới"),
        "flood": _l("lũ"),
        "flash_flood": _l("lũ quét"),
        "inundation": _l("ngập lụt"),
        "landslide": _l("sạt lở đất"),
        "subsidence": _l("sụt lún đất"),
        "whirlwind": _l("lốc"),
        "lightning": _l("sét"),
        "hail": _l("mưa đá"),
        "cold": _l("rét hại"),
        "drought": _l("hạn hán"),
        "other_disaster": _l("thiên tai khác"),
        "epidemic": _l("dịch bệnh"),
        "serious_traffic_accident": _l("tai nạn giao thông nghiêm trọng"),
        "serious_work_accident": _l("tai nạn lao động nghiêm trọng"),
        "crop_failure": _l("mất mùa"),
        "lean_season": _l("giáp hạt"),
        "drowning": _l("đuối nước"),
        "gas": _l("ngạt khí"),
        "electrocution": _l("điện giật"),
        "other_force_majeure": _l("lý do bất khả kháng khác"),
    },
    "PovertyClass": {
        "poor": _l("hộ nghèo"),
        "near_poor": _l("hộ cận nghèo"),
        "difficult": _l("hộ có hoàn cảnh khó khăn"),
        "none": _l("không thuộc diện"),
    },
    "IdentityState": {
        "known": _l("có số định danh"),
        "none": _l("chưa có số"),
        "unidentified": _l("chưa rõ danh tính"),
    },
    "Sex": {"m": _l("nam"), "f": _l("nữ")},
    "Relation": {
        "head": _l("chủ hộ"),
        "spouse": _l("vợ, chồng"),
        "child": _l("con"),
        "parent": _l("bố, mẹ"),
        "grandchild": _l("cháu"),
        "sibling": _l("anh, chị, em"),
        "other": _l("quan hệ khác"),
        "member": _l("thành viên"),
    },
    "Residence": {
        "permanent": _l("thường trú"),
        "temporary": _l("tạm trú"),
        "unregistered": _l("chưa đăng ký"),
        "visitor": _l("khách"),
    },
    "HarmKind": {
        "dead": _l("chết"),
        "missing": _l("mất tích"),
        "injured": _l("bị thương"),
        "found": _l("đã tìm thấy"),
    },
    "Severity": {"light": _l("nhẹ"), "severe": _l("nặng"), "critical": _l("nặng, hiểm nghèo")},
    "DamageDegree": {
        "total": _l("hoàn toàn (trên 70 %)"),
        "very_severe": _l("rất nặng (50–70 %)"),
        "severe": _l("nặng (30–50 %)"),
        "partial": _l("một phần (dưới 30 %)"),
        "none": _l("không thiệt hại"),
    },
    "HouseType": {
        "solid": _l("kiên cố"),
        "semi_solid": _l("bán kiên cố"),
        "weak": _l("thiếu kiên cố"),
        "simple": _l("đơn sơ"),
    },
    "Tenure": {"owner": _l("chủ sở hữu"), "tenant": _l("thuê, ở nhờ"), "other": _l("khác")},
    "CostKind": {
        "burial": _l("mai táng"),
        "cremation": _l("hỏa táng"),
        "treatment": _l("điều trị"),
        "transport": _l("vận chuyển"),
    },
    "Payee": {
        "household": _l("hộ gia đình"),
        "organisation": _l("cơ quan, tổ chức"),
        "service_provider": _l("đơn vị cung cấp dịch vụ"),
    },
    "LimitUnit": {"day": _l("ngày"), "working_day": _l("ngày làm việc")},
    "Unit": {"VND": _l("đồng"), "kg_rice": _l("kg gạo"), "in_kind": _l("hiện vật")},
    "Purpose": {
        "photo": _l("ảnh"),
        "document": _l("giấy tờ"),
        "signed_sheet": _l("danh sách đã ký nhận"),
    },
    "PlaceKind": {
        "province": _l("tỉnh"),
        "city": _l("thành phố"),
        "district": _l("quận, huyện"),
        "ward": _l("phường"),
        "commune": _l("xã"),
        "township": _l("thị trấn"),
        "special_zone": _l("đặc khu"),
    },
    "AgencyKind": {
        "ward": _l("phường, xã"),
        "district": _l("quận, huyện"),
        "city": _l("thành phố"),
        "front": _l("Mặt trận Tổ quốc"),
        "red_cross": _l("Chữ thập đỏ"),
    },
    "Payer": {"front": _l("MTTQ"), "red_cross": _l("Hội Chữ thập đỏ")},
    "NumberSource": {
        "ours": _l("lấy từ sổ của chương trình"),
        "entered": _l("nhập từ hệ thống văn bản của thành phố"),
    },
}

LABELS = {
    **{group: {value: text for value, (text, _tone) in rows.items()} for group, rows in _STATES.items()},
    **_WORDS,
}
TONES = {group: {value: tone for value, (_text, tone) in rows.items()} for group, rows in _STATES.items()}


def _group(value: str, group: str | None) -> str:
    if group is None and not isinstance(value, StrEnum):
        raise ValueError(f"{value!r} is a plain string: name the group of its labels.")
    return group or type(value).__name__


def lazy_label(value: str, group: str | None = None) -> object:
    """Return the label, still waiting for the language of a request."""
    return LABELS[_group(value, group)][str(value)]


def label(value: str, group: str | None = None) -> str:
    """Return what a value is called; the group of an enum's value is the name of the enum."""
    return str(lazy_label(value, group))


def tone(value: str, group: str | None = None) -> str:
    """Return how loud a value's tag is: late, soon, done, info or plain."""
    return TONES.get(_group(value, group), {}).get(str(value), "plain")
