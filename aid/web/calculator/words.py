"""What the public calculator says beside the rules' own sentences: what was missing, which paper to bring, to whom."""

from flask_babel import lazy_gettext as _l

# What would be needed where a rule said no, by the code of the refusal. The sentence of the refusal says what is.
NEEDED = {
    "above_highest_tier": _l("Không vượt mức cao nhất ghi trong văn bản."),
    "away_from_home": _l("Bị nạn tại nơi cư trú; ngoài nơi cư trú thì cơ sở cứu chữa đề nghị."),
    "below_lowest_tier": _l("Đạt mức thấp nhất ghi trong văn bản."),
    "cause_not_covered": _l("Vụ việc do nguyên nhân mà điều khoản này nêu."),
    "degree_not_covered": _l("Mức thiệt hại nhà ở mà điều khoản này nêu."),
    "essentials_not_lacking": _l("Hộ thiếu nhu yếu phẩm."),
    "has_other_home": _l("Hộ không có nơi ở nào khác."),
    "has_relatives": _l("Không còn người thân thích chăm sóc."),
    "highest_received": _l("Mức này cao hơn khoản cùng loại đã nhận."),
    "home_not_lost": _l("Nhà hư hỏng hoàn toàn hoặc không còn ở được."),
    "house_type_not_covered": _l("Loại nhà mà điều khoản này nêu."),
    "household_unharmed": _l("Trong hộ có người bị nạn như điều khoản này nêu."),
    "level_reached": _l("Không cần gì thêm: các khoản khác đã đủ mức này."),
    "lower_in_group": _l("Không cần gì thêm: khoản cao hơn đã được tính."),
    "no_norm_in_force": _l("Có mức chuẩn trợ giúp xã hội cho ngày này."),
    "no_relocation_order": _l("Có quyết định di dời khẩn cấp của cơ quan có thẩm quyền."),
    "not_at_scene": _l("Sống tại nơi xảy ra vụ việc."),
    "not_habitable": _l("Nhà còn ở được."),
    "not_living": _l("Là người còn sống."),
    "not_owner": _l("Nhà bị thiệt hại là của hộ."),
    "not_poor_or_difficult": _l("Giấy chứng nhận hộ nghèo, hộ cận nghèo hoặc xác nhận hộ có hoàn cảnh khó khăn."),
    "not_pupil": _l("Đang đi học."),
    "not_short_of_food": _l("Có người trong hộ thiếu lương thực."),
    "not_together": _l("Không cần gì thêm: khoản kia được hưởng thay khoản này."),
    "not_together_received": _l("Chưa nhận khoản kia."),
    "not_treated": _l("Đã phải cấp cứu hoặc điều trị tại cơ sở y tế."),
    "payee_not_covered": _l("Hóa đơn của đơn vị cung cấp dịch vụ."),
    "relation_not_covered": _l("Quan hệ với chủ hộ mà điều khoản này nêu."),
    "relatives_care": _l("Không có người thân thích chăm sóc."),
    "residence_not_covered": _l("Cư trú như điều khoản này nêu."),
    "severity_too_low": _l("Thương tích nặng hơn, theo kết luận của cơ sở y tế."),
    "sex_not_covered": _l("Thuộc đối tượng mà điều khoản này nêu."),
    "shelter_not_needed": _l("Hộ cần nơi ở tạm."),
    "still_habitable": _l("Nhà không còn ở được."),
    "too_few_living": _l("Hộ còn đủ số người mà điều khoản này nêu."),
    "too_few_members": _l("Hộ có đủ số người mà điều khoản này nêu."),
    "too_few_parents_lost": _l("Mất số cha, mẹ mà điều khoản này nêu."),
    "too_many_living": _l("Hộ không quá số người mà điều khoản này nêu."),
    "too_many_members": _l("Hộ không quá số người mà điều khoản này nêu."),
    "too_many_parents_lost": _l("Không mất quá số cha, mẹ mà điều khoản này nêu."),
    "too_old": _l("Chưa đến tuổi mà điều khoản này nêu."),
    "too_young": _l("Đủ tuổi mà điều khoản này nêu."),
    "treatment_too_short": _l("Giấy ra viện ghi đủ số ngày điều trị; người còn nằm viện thì tính lại khi đủ ngày."),
}

# To whom one goes, by the paper that starts the clock of a benefit.
WHERE = {
    "received_on": _l(
        "Báo tổ trưởng tổ dân phố hoặc trưởng thôn ngay, để được ghi vào danh sách (Mẫu 5a, 5b) gửi UBND phường, xã."
    ),
    "applied_on": _l("Nộp tờ khai tại bộ phận một cửa của UBND phường, xã."),
    "decided_on": _l("Chờ quyết định của UBND phường, xã; không phải nộp thêm tờ khai."),
    "occurred_on": _l("Báo vụ việc cho UBND phường, xã hoặc tổ trưởng tổ dân phố ngay."),
}

# What to bring, by what a benefit is for.
PAPERS = {
    "burial": _l("Tờ khai đề nghị hỗ trợ chi phí mai táng (Mẫu 04), giấy báo tử hoặc trích lục khai tử."),
    "house": _l("Tờ khai đề nghị hỗ trợ về nhà ở (Mẫu 06), ảnh nhà bị hư hỏng nếu có."),
    "injury": _l("Giấy ra viện hoặc giấy của cơ sở y tế ghi ngày vào, ngày ra."),
    "relocation": _l("Quyết định di dời khẩn cấp, tờ khai đề nghị hỗ trợ về nhà ở (Mẫu 06)."),
    "schooling": _l("Xác nhận của nhà trường."),
    "orphan": _l("Giấy khai sinh của trẻ, giấy báo tử của cha, mẹ."),
    "treatment_cost": _l("Hóa đơn viện phí."),
}
