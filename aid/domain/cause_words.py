"""How a paper names the cause of an incident and the class of a household; always Vietnamese."""

CAUSE_WORDS: dict[str, str] = {
    "fire": "hỏa hoạn",
    "explosion": "nổ",
    "collapse": "sập đổ công trình",
    "storm": "bão",
    "tropical_depression": "áp thấp nhiệt đới",
    "flood": "lũ",
    "flash_flood": "lũ quét",
    "inundation": "ngập lụt",
    "landslide": "sạt lở đất",
    "subsidence": "sụt lún đất",
    "whirlwind": "lốc",
    "lightning": "sét",
    "hail": "mưa đá",
    "cold": "rét hại",
    "drought": "hạn hán",
    "other_disaster": "thiên tai",
    "epidemic": "dịch bệnh",
    "serious_traffic_accident": "tai nạn giao thông nghiêm trọng",
    "serious_work_accident": "tai nạn lao động nghiêm trọng",
    "crop_failure": "mất mùa",
    "lean_season": "giáp hạt",
    "drowning": "đuối nước",
    "gas": "ngạt khí",
    "electrocution": "điện giật",
    "other_force_majeure": "lý do bất khả kháng",
}

CLASS_WORDS: dict[str, str] = {
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "difficult": "Hộ có hoàn cảnh khó khăn",
    "none": "",
}

HELP_WORDS: dict[str, str] = {
    "statutory": "trợ giúp xã hội khẩn cấp",
    "resolution": "hỗ trợ khẩn cấp",
    "distribution_plan": "hỗ trợ",
    "visit": "thăm hỏi, hỗ trợ",
}
