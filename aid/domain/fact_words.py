"""The words of the facts as a sentence says them, in Vietnamese and English, by the name of the fact."""

from typing import Any

from aid.domain.cause_words import CAUSE_WORDS

_CAUSES_EN = {
    "fire": "fire",
    "explosion": "explosion",
    "collapse": "collapse of a building",
    "storm": "storm",
    "tropical_depression": "tropical depression",
    "flood": "flood",
    "flash_flood": "flash flood",
    "inundation": "inundation",
    "landslide": "landslide",
    "subsidence": "subsidence",
    "whirlwind": "whirlwind",
    "lightning": "lightning",
    "hail": "hail",
    "cold": "damaging cold",
    "drought": "drought",
    "other_disaster": "natural disaster",
    "epidemic": "epidemic",
    "serious_traffic_accident": "serious traffic accident",
    "serious_work_accident": "serious work accident",
    "crop_failure": "crop failure",
    "lean_season": "lean season",
    "drowning": "drowning",
    "gas": "suffocation by gas",
    "electrocution": "electrocution",
    "other_force_majeure": "force majeure",
}

Pair = tuple[str, str]

WORDS: dict[str, dict[Any, Pair]] = {
    "cause": {word: (CAUSE_WORDS[word], english) for word, english in _CAUSES_EN.items()},
    "poverty_class": {
        "poor": ("hộ nghèo", "poor"),
        "near_poor": ("hộ cận nghèo", "near-poor"),
        "difficult": ("hộ có hoàn cảnh khó khăn", "in difficult circumstances"),
        "none": ("không thuộc diện nghèo, khó khăn", "neither poor nor in difficult circumstances"),
    },
    "severity": {
        "light": ("nhẹ", "light"),
        "severe": ("nặng", "severe"),
        "critical": ("nặng, hiểm nghèo", "critical"),
    },
    "residence": {
        "permanent": ("thường trú", "permanent resident"),
        "temporary": ("tạm trú", "temporary resident"),
        "unregistered": ("chưa đăng ký cư trú", "unregistered"),
        "visitor": ("khách", "visitor"),
    },
    "sex": {"m": ("nam", "male"), "f": ("nữ", "female"), "unknown": ("chưa rõ", "unknown")},
    "relation": {
        "head": ("chủ hộ", "head of the household"),
        "spouse": ("vợ hoặc chồng của chủ hộ", "spouse of the head"),
        "child": ("con của chủ hộ", "child of the head"),
        "parent": ("cha hoặc mẹ của chủ hộ", "parent of the head"),
        "grandchild": ("cháu của chủ hộ", "grandchild of the head"),
        "sibling": ("anh, chị, em của chủ hộ", "sibling of the head"),
        "other": ("người khác trong hộ", "other person of the household"),
        "member": ("thành viên của hộ", "member of the household"),
    },
    "parents": {
        0: ("còn cả cha và mẹ", "has both parents"),
        1: ("mất cha hoặc mẹ", "lost one parent"),
        2: ("mất cả cha và mẹ", "lost both parents"),
    },
    "parents_at_least": {
        0: ("còn hay mất cha, mẹ", "lost parents or none"),
        1: ("mất cha hoặc mẹ, hoặc cả hai", "lost one or both parents"),
        2: ("mất cả cha và mẹ", "lost both parents"),
    },
    "parents_at_most": {
        0: ("còn cả cha và mẹ", "have both parents"),
        1: ("còn cha hoặc mẹ, hoặc cả hai", "have at least one parent"),
        2: ("còn hay mất cha, mẹ", "lost parents or none"),
    },
    "payee": {
        "household": ("hộ gia đình", "the household"),
        "organisation": ("cơ quan, tổ chức", "an organisation"),
        "service_provider": ("đơn vị cung cấp dịch vụ", "the service provider"),
    },
    "degree": {
        "total": ("hoàn toàn", "total"),
        "very_severe": ("rất nặng", "very severe"),
        "severe": ("nặng", "severe"),
        "partial": ("một phần", "partial"),
        "none": ("không thiệt hại", "none"),
    },
    "house_type": {
        "solid": ("kiên cố", "solid"),
        "semi_solid": ("bán kiên cố", "semi-solid"),
        "weak": ("thiếu kiên cố", "weak"),
        "simple": ("đơn sơ", "simple"),
        "unknown": ("chưa rõ", "unknown"),
    },
    "tenure": {
        "owner": ("sở hữu của hộ", "owned by the household"),
        "tenant": ("thuê", "rented"),
        "other": ("ở nhờ hoặc khác", "lent or other"),
    },
    "habitable": {
        True: ("còn ở được", "still habitable"),
        False: ("không còn ở được", "no longer habitable"),
    },
    "reference": {
        "occurred_on": ("ngày xảy ra vụ việc", "day of the incident"),
        "received_on": ("ngày nhận danh sách, giấy tờ", "day the list or papers were received"),
        "applied_on": ("ngày đề nghị", "day of the application"),
        "decided_on": ("ngày quyết định", "day of the decision"),
    },
    "scope": {"central": ("của Trung ương", "central"), "city": ("của thành phố", "city")},
    "measure": {
        "inpatient_days": ("số ngày điều trị", "days of treatment"),
        "severity": ("mức độ thương tích", "severity"),
        "lost_parents": ("số cha, mẹ đã mất", "parents lost"),
        "living_members": ("số người còn sống trong hộ", "living members"),
        "members": ("số người trong hộ", "members"),
        "age": ("tuổi", "age"),
    },
}

NOUNS_EN: dict[str, str] = {
    "người chết": "person who died",
    "người mất tích": "missing person",
    "người bị thương": "injured person",
    "học sinh, sinh viên": "pupil or student",
    "trẻ mồ côi": "child who lost a parent",
    "trẻ mồ côi cả cha và mẹ": "child who lost both parents",
    "trẻ em": "child",
    "người dân": "resident",
    "người": "person",
    "hộ": "household",
    "khoản": "bill",
    "ngôi nhà": "house",
}
"""English for the nouns of `subjects`; a benefit with a noun of its own says `noun_en`."""

SUBJECTS_EN: dict[str, str] = {
    "dead": NOUNS_EN["người chết"],
    "injured": NOUNS_EN["người bị thương"],
    "pupil": NOUNS_EN["học sinh, sinh viên"],
    "child": NOUNS_EN["trẻ em"],
    "bereaved_child": NOUNS_EN["trẻ mồ côi"],
    "orphan": NOUNS_EN["trẻ mồ côi cả cha và mẹ"],
    "resident": NOUNS_EN["người dân"],
    "hungry": NOUNS_EN["người"],
    "building": NOUNS_EN["ngôi nhà"],
}
"""One of whom a benefit is `who` for, in English, where it is not said like all of them."""
