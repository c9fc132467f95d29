"""The words of dossiers, routes and approvals: sentences, trail, buttons and labels."""

from flask_babel import lazy_gettext as _l

APPROVAL_LABELS = {
    "Approval": {
        "meeting": _l("họp bình xét"),
        "initial": _l("ký nháy"),
        "second": _l("đồng ý của người ký thứ hai"),
        "city": _l("ý kiến của thành phố"),
    },
}

APPROVAL_SENTENCES = {
    "approval_day_ahead": _l("Ngày {day} chưa tới. Chưa ghi ý kiến; hãy ghi ngày trên văn bản."),
    "approval_document_missing": _l(
        "Chưa đủ số và ngày của văn bản đồng ý. Chưa ghi ý kiến; hãy ghi cả số và ngày của văn bản."
    ),
    "approval_not_asked": _l(
        "Hồ sơ này không chờ anh/chị {approval}: việc đó đã làm xong, hoặc giao cho người khác. Chưa có gì thay đổi;"
        " hãy xem lại hồ sơ."
    ),
    "city_is_another": _l(
        "Ý kiến của thành phố do người của thành phố ghi, không do cơ quan trình hay người đã làm hồ sơ này. Chưa có gì"
        " thay đổi; hãy để người của thành phố mở hồ sơ."
    ),
    "city_waiting": _l(
        "Hồ sơ {names} còn chờ văn bản đồng ý của thành phố. Chưa ký, hồ sơ còn nguyên; hãy chờ người của thành phố ghi"
        " số, ngày văn bản."
    ),
    "dossier_empty": _l("Hồ sơ chưa có khoản hỗ trợ nào. Chưa có gì thay đổi; hãy chọn ít nhất một khoản."),
    "initial_in_one_hand": _l(
        "Anh/chị đã ký nháy hồ sơ này, hoặc đã lập nó nên không ký nháy thay người khác: hai lần xem phải là hai người."
        " Chưa ký nháy, hồ sơ còn nguyên; hãy để người có tên hoặc người khác được giao thay ký nháy."
    ),
    "initial_out_of_turn": _l(
        "Trình tự duyệt để {names} ký nháy trước. Chưa ký nháy, hồ sơ còn nguyên; hãy chờ, hoặc nhắc người đó."
    ),
    "initials_waiting": _l(
        "Còn chờ ký nháy của {names}. Chưa ký, hồ sơ còn nguyên; hãy nhắc người có tên mở hồ sơ và ký nháy. Người đó"
        " nghỉ thì người được ủy quyền hoặc trực thay ký nháy thay."
    ),
    "line_exists": _l("Khoản hỗ trợ này đã được tính. Không tạo thêm; hãy tải lại trang."),
    "line_in_other_dossier": _l(
        "Khoản hỗ trợ này đã nằm trong một hồ sơ khác. Chưa có gì thay đổi; hãy tải lại trang để xem các khoản còn lại."
    ),
    "line_of_other_dossier_kind": _l(
        "Khoản của {beneficiary} thuộc vụ việc hoặc chính sách khác. Mỗi hồ sơ chỉ gồm một vụ việc, một chính"
        " sách, một nguồn; hãy lập hồ sơ riêng."
    ),
    "line_superseded": _l(
        "Khoản hỗ trợ của {beneficiary} đã được tính lại. Chưa có gì thay đổi; hãy tải lại trang và chọn khoản mới."
    ),
    "meeting_missing": _l(
        "Hồ sơ chưa ghi biên bản họp bình xét. Chưa trình, hồ sơ còn nguyên; hãy ghi số, ngày của biên bản, hoặc lý do"
        " giải quyết khẩn cấp theo Điều 17.2."
    ),
    "named_signer_not_second": _l(
        "Trình tự duyệt ghi anh/chị là người ký ban hành nên người ký thứ hai phải là người khác. Chưa có gì thay đổi;"
        " hãy để một người ký duyệt khác mở hồ sơ và đồng ý."
    ),
    "route_backdated": _l(
        "Ngày áp dụng sớm hơn hôm nay ({today}). Chưa có gì được lưu; hãy chọn từ hôm nay trở đi, vì hồ sơ đã trình giữ"
        " quy định cũ."
    ),
    "route_band_reversed": _l("Mức đến nhỏ hơn mức từ. Chưa có gì được lưu; hãy xem lại hai mức tiền."),
    "route_end_over": _l("Ngày cuối phải từ {first} trở đi. Quy định còn nguyên; hãy chọn ngày khác."),
    "route_ended": _l("Quy định này đã kết thúc ngày {day}. Chưa có gì thay đổi; hãy thêm quy định mới nếu cần."),
    "route_named_twice": _l("Một người được ghi hai lần. Chưa có gì được lưu; hãy bỏ một lần."),
    "route_names_reviewer": _l(
        "Trình tự duyệt giao hồ sơ này cho {name} thẩm định. Hồ sơ còn nguyên; hãy chuyển cho người đó. Người đó nghỉ"
        " thì trả lại hồ sơ và lãnh đạo đặt quy định khác."
    ),
    "route_names_signer": _l(
        "Trình tự duyệt giao hồ sơ này cho {name} ký. Chưa ký, hồ sơ còn nguyên; hãy chuyển cho người đó, hoặc ký khi"
        " có ủy quyền của người đó đang hiệu lực."
    ),
    "route_one_hand": _l(
        "Người thẩm định và người ký ban hành là một người. Chưa có gì được lưu; hãy chọn hai người khác nhau."
    ),
    "route_person_unknown": _l(
        "Người ký nháy phải là người của cơ quan đang làm việc, có ghi chức vụ. Chưa có gì được lưu; hãy chọn người và"
        " ghi chức vụ."
    ),
    "route_policy_unknown": _l("Không có chính sách này. Chưa có gì được lưu; hãy chọn trong danh sách."),
    "route_role_missing": _l(
        "Người được ghi tên không có vai trò của bước đó. Chưa có gì được lưu; hãy chọn trong danh sách."
    ),
    "second_signer_principal": _l(
        "{name}, người anh/chị ký thay, đã đồng ý với tư cách người ký thứ hai; một người không ký hai lần. Chưa ký, hồ"
        " sơ còn nguyên; hãy chuyển cho người ký khác."
    ),
    "second_signer_signs": _l(
        "Anh/chị đã đồng ý với tư cách người ký thứ hai nên không ký ban hành hồ sơ này. Hồ sơ còn nguyên; hãy chuyển"
        " cho người ký khác."
    ),
    "second_signer_waiting": _l(
        "Hồ sơ {names} còn chờ đồng ý của người ký thứ hai. Chưa ký, hồ sơ còn nguyên; hãy nhắc một người ký duyệt khác"
        " mở hồ sơ và đồng ý."
    ),
    "urgent_not_for_this": _l(
        "Giải quyết khẩn cấp, không qua bước họp bình xét, chỉ cho khoản của Điều 12, 13, 14 (Điều 17.2), không cho"
        " {clauses}. Chưa lưu, những gì đã nhập vẫn còn; hãy bỏ lý do khẩn cấp hoặc để khoản đó sang hồ sơ khác."
    ),
}

APPROVAL_SAYS = {
    "agency:route_added": _l("Đã thêm một quy định về trình tự duyệt"),
    "agency:route_ended": _l("Đã kết thúc một quy định về trình tự duyệt"),
    "change:city_agreed": _l("Thành phố đã đồng ý"),
    "change:initialled": _l("Đã ký nháy"),
    "change:seconded": _l("Người ký thứ hai đã đồng ý"),
    "dossier:city_agreed": _l("Thành phố đã đồng ý"),
    "dossier:initialled": _l("Đã ký nháy"),
    "dossier:seconded": _l("Người ký thứ hai đã đồng ý"),
}

APPROVAL_FIELDS = {
    "amount_from": _l("Mức từ"),
    "amount_to": _l("Mức đến"),
    "city": _l("Ý kiến của thành phố"),
    "document_day": _l("Ngày văn bản"),
    "dossier_title": _l("Tên hồ sơ"),
    "document_number": _l("Số văn bản"),
    "initial_for": _l("Ký nháy thay"),
    "initials": _l("Ký nháy"),
    "initials_in_order": _l("Ký nháy lần lượt"),
    "meeting": _l("Họp bình xét"),
    "meeting_number": _l("Số biên bản họp bình xét"),
    "meeting_on": _l("Ngày biên bản họp bình xét"),
    "named_reviewer": _l("Người thẩm định"),
    "named_signer": _l("Người ký ban hành"),
    "policy_code": _l("Chính sách"),
    "post": _l("Chức vụ"),
    "proposal_number": _l("Số tờ trình"),
    "route": _l("Quy định"),
    "second_signer": _l("Người ký thứ hai"),
    "split_with": _l("Cùng vượt mức duyệt với"),
    "urgent_reason": _l("Lý do giải quyết khẩn cấp"),
    "valid_from": _l("Áp dụng từ ngày"),
    "valid_to": _l("Đến hết ngày"),
}

APPROVAL_SUCCESS = {
    "approval_initial": _l("Đã ký nháy."),
    "approval_second": _l("Đã ghi: anh/chị đồng ý với tư cách người ký thứ hai."),
    "approval_city": _l("Đã ghi ý kiến của thành phố."),
    "route_added": _l("Đã thêm quy định. Hồ sơ trình từ ngày áp dụng sẽ theo quy định này."),
    "route_ended": _l("Đã ghi ngày kết thúc. Hồ sơ đã trình giữ nguyên quy định này."),
}
