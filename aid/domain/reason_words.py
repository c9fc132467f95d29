"""The sentences of reasons, in Vietnamese and English, by their code.

A fact stands in braces, after a colon how it is shown (money, number, day, or the table of `fact_words`). A code that
was ever released stays, because stored explanations are told from here.
"""

from aid.domain.ground_words import GROUNDS
from aid.domain.working_words import WORKINGS

REFUSALS: dict[str, tuple[str, str]] = {
    "cause_not_covered": (
        "Nguyên nhân của vụ việc không thuộc các trường hợp của {clause}",
        "The cause ({cause:cause}) is not among those of {clause}",
    ),
    "treatment_too_short": (
        "Điều trị {inpatient_days} ngày; Nghị định yêu cầu từ {needed} ngày trở lên",
        "{inpatient_days} days of treatment; at least {needed} are required",
    ),
    "severity_too_low": (
        "Mức độ thương tích chưa đến mức được hỗ trợ",
        "The injury ({severity:severity}) is not grave enough for this support",
    ),
    "away_from_home": (
        "Bị thương ngoài nơi cư trú; xét theo chế độ dành cho trường hợp đó",
        "Injured away from home; considered under the benefit for that case",
    ),
    "relatives_care": ("Đã có người thân thích chăm sóc", "Relatives care for this person"),
    "not_treated": ("Không phải cấp cứu, điều trị", "No emergency care or treatment was needed"),
    "not_at_scene": ("Không sống tại nơi xảy ra vụ việc", "Did not live at the scene"),
    "residence_not_covered": (
        "Nơi cư trú không thuộc diện hỗ trợ",
        "This kind of residence ({residence:residence}) is not covered",
    ),
    "has_relatives": (
        "Còn người thân thích nhận chăm sóc, nuôi dưỡng",
        "There are relatives who take care of this person",
    ),
    "too_old": (
        "{age} tuổi; chỉ dành cho người dưới {below} tuổi",
        "{age} years old; only for persons under {below}",
    ),
    "too_young": (
        "{age} tuổi; chỉ dành cho người từ {needed} tuổi trở lên",
        "{age} years old; only for persons of {needed} or more",
    ),
    "sex_not_covered": ("Giới tính {sex:sex} không thuộc diện hỗ trợ", "Not for this sex ({sex:sex})"),
    "relation_not_covered": (
        "Quan hệ với chủ hộ ({relation:relation}) không thuộc diện hỗ trợ",
        "Not for this relation ({relation:relation})",
    ),
    "not_pupil": ("Không phải học sinh, sinh viên", "Not a pupil or student"),
    "too_few_parents_lost": (
        "Người này {lost_parents:parents}; chỉ dành cho người {needed:parents_at_least}",
        "This person {lost_parents:parents}; only for those who {needed:parents_at_least}",
    ),
    "too_many_parents_lost": (
        "Người này {lost_parents:parents}; chỉ dành cho người {most:parents_at_most}",
        "This person {lost_parents:parents}; only for those who {most:parents_at_most}",
    ),
    "not_living": ("Chỉ dành cho người còn sống", "Only for the living"),
    "payee_not_covered": (
        "Chỉ chi trả trực tiếp cho đơn vị cung cấp dịch vụ, theo hóa đơn",
        "Paid to the service provider only, on invoices",
    ),
    "not_poor_or_difficult": (
        "Chỉ dành cho hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn",
        "Only for poor or near-poor households and those in difficult circumstances",
    ),
    "too_few_members": (
        "Hộ có {members} người; cần từ {needed} người trở lên",
        "The household has {members} members; at least {needed} are required",
    ),
    "too_many_members": (
        "Hộ có {members} người; chỉ dành cho hộ không quá {most} người",
        "The household has {members} members; only for at most {most}",
    ),
    "too_few_living": (
        "Hộ còn {living} người; cần từ {needed} người trở lên",
        "{living} members are living; at least {needed} are required",
    ),
    "too_many_living": (
        "Hộ còn {living} người; chỉ dành cho hộ còn không quá {most} người",
        "{living} members are living; only for at most {most}",
    ),
    "household_unharmed": (
        "Hộ không có người bị thiệt hại thuộc trường hợp được hỗ trợ",
        "Nobody of the household was harmed in a way this support asks for",
    ),
    "degree_not_covered": (
        "Mức độ thiệt hại nhà ở ({degree:degree}) không thuộc diện hỗ trợ",
        "This degree of damage ({degree:degree}) is not covered",
    ),
    "house_type_not_covered": (
        "Loại nhà ({house_type:house_type}) không thuộc diện hỗ trợ",
        "This type of house ({house_type:house_type}) is not covered",
    ),
    "not_owner": ("Nhà bị thiệt hại không thuộc sở hữu của hộ", "The household does not own the damaged house"),
    "has_other_home": ("Hộ còn nơi ở khác", "The household has another home"),
    "not_habitable": ("Nhà không còn ở được", "The house is no longer habitable"),
    "still_habitable": ("Nhà hư hỏng nhưng còn ở được", "The house is damaged but still habitable"),
    "home_not_lost": ("Hộ không mất nhà ở", "The household did not lose its home"),
    "no_relocation_order": (
        "Chưa có quyết định di dời khẩn cấp",
        "There is no order to relocate urgently",
    ),
    "not_short_of_food": ("Hộ không thiếu lương thực", "The household is not short of food"),
    "essentials_not_lacking": ("Hộ không thiếu nhu yếu phẩm", "The household does not lack essentials"),
    "shelter_not_needed": ("Hộ không cần nơi tạm cư", "The household needs no temporary shelter"),
    "no_norm_in_force": (
        "Chưa có mức chuẩn trợ giúp xã hội cho ngày này",
        "There is no standard amount of social assistance for this day",
    ),
    "below_lowest_tier": ("Chưa đến mức thấp nhất được hỗ trợ", "Below the lowest level that is supported"),
    "above_highest_tier": ("Vượt quá mức cao nhất được hỗ trợ", "Above the highest level that is supported"),
    "level_reached": (
        "Đã đủ mức {level:money}{parts:less}",
        "The level of {level:money} is reached{parts:less}",
    ),
    "lower_in_group": (
        "Chỉ được hưởng mức cao nhất; đã tính theo {highest}",
        "Only the highest is given; it was computed under {highest}",
    ),
    "highest_received": (
        "Chỉ được hưởng mức cao nhất; đã nhận {received:money} theo {highest}",
        "Only the highest is given; {received:money} was received under {highest}",
    ),
    "highest_elsewhere": (
        "Chỉ được hưởng mức cao nhất; mức này là {level:money}, đã được hỗ trợ {parts:parts}",
        "Only the highest is given; this one is {level:money}, already given: {parts:parts}",
    ),
    "given_elsewhere": (
        "Khoản này chỉ chi một lần; đã được hỗ trợ {parts:parts}",
        "This is given once only; already given: {parts:parts}",
    ),
    "not_together": (
        "Không hưởng đồng thời; đã tính {other} ({document})",
        "Not given together; {other} ({document}) was computed",
    ),
    "not_together_received": (
        "Không hưởng đồng thời; đã nhận {other} ({document})",
        "Not given together; {other} ({document}) was received",
    ),
    "not_together_elsewhere": (
        "Không hưởng đồng thời; đã được hỗ trợ {parts:parts}",
        "Not given together; already given: {parts:parts}",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**REFUSALS, **GROUNDS, **WORKINGS}
