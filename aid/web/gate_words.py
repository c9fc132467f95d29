"""The words of the gates before a signature: what must hold, and how it is brought about."""

from flask_babel import lazy_gettext as _l

from aid.domain.gates import Gate

GATE_WORDS = {
    Gate.MEETING: _l("Biên bản họp bình xét"),
    Gate.EVIDENCE: _l("Giấy tờ chứng minh"),
    Gate.PAYEE: _l("Người nhận"),
    Gate.UNDISPUTED: _l("Không có tranh chấp"),
    Gate.CURRENT: _l("Mức tính mới nhất"),
    Gate.ELSEWHERE: _l("Đã trừ hỗ trợ ở nơi khác"),
    Gate.DUPLICATES: _l("Không trùng người"),
    Gate.RAISED: _l("Lý do nâng mức"),
    Gate.RELATED: _l("Không liên quan đến người nhận"),
    Gate.POLICY: _l("Chính sách đã xác nhận"),
    Gate.MONEY: _l("Nguồn đủ chi"),
    Gate.SPLIT: _l("Không chia nhỏ dưới mức của trình tự duyệt"),
    Gate.INITIALS: _l("Ký nháy"),
    Gate.SECOND_SIGNER: _l("Người ký thứ hai"),
    Gate.CITY: _l("Ý kiến của thành phố"),
}

GATE_CURES = {
    Gate.MEETING: _l("ghi số, ngày của biên bản ở phần sửa hồ sơ, hoặc ghi lý do giải quyết khẩn cấp."),
    Gate.EVIDENCE: _l("ghi ngày nhận danh sách và giấy tờ của từng thiệt hại ở hồ sơ hộ."),
    Gate.PAYEE: _l("ghi người nhận ở hồ sơ hộ."),
    Gate.UNDISPUTED: _l("chờ giải quyết xong tranh chấp, hoặc rút khoản này khỏi hồ sơ."),
    Gate.CURRENT: _l("rút khoản cũ, đưa khoản vừa tính lại vào hồ sơ."),
    Gate.ELSEWHERE: _l("bấm “Tính lại” ở hồ sơ hộ (hồ sơ đã trình thì trả lại trước)."),
    Gate.DUPLICATES: _l("ghi là hai người khác nhau, hoặc bỏ người đó khỏi một trong hai hồ sơ."),
    Gate.RAISED: _l("ghi lý do nâng mức ở hồ sơ hộ."),
    Gate.RELATED: _l("trả lại và giao hồ sơ cho người không liên quan."),
    Gate.POLICY: _l("xác nhận chính sách cùng văn bản đã ký."),
    Gate.MONEY: _l("bổ sung nguồn, hoặc trả lại để chọn nguồn khác."),
    Gate.SPLIT: _l("xem các hồ sơ này cùng nhau; nếu là chia nhỏ thì trả lại để gộp."),
    Gate.INITIALS: _l("Người có tên, hoặc người được giao thay, mở hồ sơ này và ký nháy."),
    Gate.SECOND_SIGNER: _l("một người ký duyệt khác mở hồ sơ này và đồng ý."),
    Gate.CITY: _l("mở hồ sơ này, ghi số và ngày của văn bản đồng ý."),
}

GATE_LACKS = {
    Gate.MEETING: _l("Chưa ghi biên bản cho %(names)s."),
    Gate.EVIDENCE: _l("Chưa đủ ở hồ sơ %(names)s."),
    Gate.PAYEE: _l("Chưa ghi cho %(names)s."),
    Gate.UNDISPUTED: _l("Đang tranh chấp: %(names)s."),
    Gate.CURRENT: _l("Đã tính lại: %(names)s."),
    Gate.ELSEWHERE: _l("Nơi khác đã quyết định hỗ trợ sau khi tính: %(names)s."),
    Gate.DUPLICATES: _l("Có thể trùng: %(names)s."),
    Gate.RAISED: _l("Chưa ghi lý do: %(names)s."),
    Gate.RELATED: _l("Liên quan: %(names)s."),
    Gate.POLICY: _l("%(names)s chưa được xác nhận."),
    Gate.MONEY: _l("Thiếu %(names)s."),
    Gate.SPLIT: _l("%(names)s cùng vụ việc, cùng chính sách, cộng lại thuộc mức duyệt khác."),
    Gate.INITIALS: _l("Còn chờ %(names)s."),
    Gate.SECOND_SIGNER: _l("Còn chờ đồng ý cho hồ sơ %(names)s."),
    Gate.CITY: _l("Còn chờ văn bản đồng ý cho hồ sơ %(names)s."),
}
