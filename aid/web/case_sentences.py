"""The sentences of the Refusal codes about households, people and what happened to them; see `sentences.py`."""

from flask_babel import lazy_gettext as _l

CASE_SENTENCES = {
    "account_incomplete": _l(
        "Tài khoản ngân hàng cần đủ ba mục: ngân hàng, số tài khoản, tên chủ tài khoản. Hãy điền cho đủ, hoặc để"
        " trống cả ba."
    ),
    "address_missing": _l("Chưa có địa chỉ của hộ. Những gì đã nhập vẫn còn; hãy ghi địa chỉ nơi ở."),
    "admitted_before_injury": _l(
        "Ngày vào viện ({day}) sớm hơn ngày bị thương ({injured_on}). Hãy xem lại hai ngày này."
    ),
    "birth_in_future": _l("Ngày hoặc năm sinh muộn hơn hôm nay ({today}). Hãy xem lại."),
    "case_changed": _l(
        "Hồ sơ hộ của {beneficiary} đã được sửa mà chưa tính lại. Hồ sơ trình được giữ nguyên; hãy tính lại ở hồ sơ hộ."
    ),
    "case_in_dossier": _l(
        "Hộ này có khoản hỗ trợ trong hồ sơ {dossier} ({state}) nên chưa sửa được. Chưa có gì thay đổi; hãy đề"
        " nghị trả lại hồ sơ đó trước."
    ),
    "mark_unknown": _l("Chỗ đánh dấu không còn trong hồ sơ này. Chưa trả lại; hãy tải lại trang rồi chọn lại."),
    "mark_without_note": _l(
        "Có chỗ đánh dấu chưa ghi cần sửa gì. Chưa trả lại; hãy ghi thêm, hoặc chọn “Không đánh dấu”."
    ),
    "incident_in_dossier": _l(
        "Hồ sơ trình {dossier} của vụ việc này {state}, nên chưa sửa được loại, ngày, nơi xảy ra và tên vụ việc. Chưa"
        " có gì thay đổi; hãy đề nghị trả lại hồ sơ đó trước, sửa, rồi trình lại."
    ),
    "case_not_open": _l("Hồ sơ hộ {state} nên không sửa được nữa. Chưa có gì thay đổi."),
    "cost_recorded_already": _l(
        "Chi phí theo hóa đơn {invoice} đã được ghi. Không ghi thêm; hãy xem danh sách chi phí."
    ),
    "discharged_before_admitted": _l(
        "Ngày ra viện ({day}) sớm hơn ngày vào viện ({admitted_on}). Hãy xem lại hai ngày này."
    ),
    "discharged_without_admitted": _l("Có ngày ra viện mà chưa có ngày vào viện. Hãy ghi ngày vào viện."),
    "found_without_missing": _l(
        "Không ghi được “đã tìm thấy” vào {day} vì trước đó người này không mất tích. Hãy xem lại diễn biến."
    ),
    "harm_after_death": _l(
        "Không ghi được diễn biến vào {day} vì người này đã được ghi là chết. Hãy xem lại ngày hoặc diễn biến trước."
    ),
    "harm_before_incident": _l("Ngày {day} sớm hơn ngày xảy ra vụ việc ({incident_on}). Hãy xem lại ngày."),
    "harm_in_future": _l("Ngày {day} chưa đến. Hãy ghi ngày đã xảy ra."),
    "harm_recorded_already": _l("Diễn biến này của {name} đã được ghi. Không ghi thêm; hãy xem hồ sơ hộ."),
    "head_exists": _l("Hộ này đã có chủ hộ. Hãy chọn quan hệ khác, hoặc đổi chủ hộ ở trang của hộ."),
    "head_missing": _l("Hộ phải có một chủ hộ. Chưa có gì thay đổi; hãy đặt người khác làm chủ hộ trước."),
    "head_stays": _l("Chủ hộ không bỏ ra khỏi hồ sơ được. Hãy đặt người khác làm chủ hộ trước."),
    "identity_missing": _l("Chưa có số định danh. Hãy ghi đủ 12 chữ số, hoặc chọn “chưa có số”."),
    "incident_not_confirmed": _l(
        "Vụ việc {incident} chưa được xác nhận nên chưa trình hồ sơ. Hồ sơ được giữ nguyên; hãy nhờ xác nhận vụ việc."
    ),
    "incident_not_open": _l("Vụ việc {state} nên không thêm hộ được nữa. Chưa có gì được lưu."),
    "injured_before_found": _l(
        "Người này đang được ghi là mất tích. Hãy ghi “đã tìm thấy” trước, rồi ghi bị thương vào {day}."
    ),
    "invoice_missing": _l("Chi phí cần có hóa đơn hoặc chứng từ. Những gì đã nhập vẫn còn; hãy ghi số hóa đơn."),
    "mark_missing": _l("Người chưa rõ danh tính cần có đặc điểm nhận dạng hoặc nơi tìm thấy. Hãy ghi một trong hai."),
    "member_has_facts": _l(
        "{name} đã có thiệt hại hoặc chi phí trong hồ sơ nên không bỏ ra được. Hãy xóa các mục đó trước."
    ),
    "missing_already": _l(
        "Không ghi được “mất tích” vào {day} vì người này đang được ghi là mất tích. Hãy xem lại diễn biến."
    ),
    "months_of_food": _l("Số tháng hỗ trợ lương thực là từ 1 đến 3. Hãy nhập lại."),
    "more_hungry_than_members": _l(
        "Số người thiếu đói ({persons}) nhiều hơn số người trong hồ sơ ({members}). Hãy xem lại, hoặc ghi thêm người."
    ),
    "name_too_long": _l("Họ và tên dài quá {longest} ký tự. Hãy ghi tên như trên giấy tờ."),
    "paper_before_incident": _l(
        "Ngày nhận giấy tờ ({day}) sớm hơn ngày xảy ra vụ việc ({incident_on}). Hãy xem lại ngày."
    ),
    "paper_in_future": _l("Ngày nhận giấy tờ ({day}) chưa đến. Hãy ghi ngày đã nhận."),
    "person_name_missing": _l("Chưa có họ và tên. Nếu chưa biết là ai, hãy chọn “chưa rõ danh tính”."),
    "poverty_without_evidence": _l(
        "Hộ thuộc diện nghèo, cận nghèo hoặc khó khăn cần có giấy tờ chứng minh. Hãy ghi số và ngày của giấy tờ."
    ),
    "treated_after_death": _l("Ngày điều trị ({day}) muộn hơn ngày chết ({died_on}). Hãy xem lại hai ngày này."),
}
