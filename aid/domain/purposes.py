"""What help is for: by this, earlier help for the same thing is found, whoever gave it."""

PURPOSES = (
    "burial", "injury", "treatment_cost", "house", "relocation", "shelter", "food", "essentials", "schooling", "orphan",
    "livelihood", "condolence",
)  # fmt: skip

PURPOSE_OF: dict[str, str] = {
    "injured": "injury",
    "injured_away": "injury",
    "injured_child": "injury",
    "dead": "burial",
    "dead_child": "burial",
    "dead_or_missing": "burial",
    "unclaimed_dead": "burial",
    "pupil": "schooling",
    "bereaved_child": "orphan",
    "orphan": "orphan",
    "hungry": "food",
    "without_essentials": "essentials",
    "without_shelter": "shelter",
    "house_destroyed": "house",
    "house_damaged": "house",
    "building": "house",
    "relocated": "relocation",
    "treatment_bill": "treatment_cost",
    "funeral_bill": "burial",
    "resident": "livelihood",
    "resident_or_dead": "livelihood",
    "person": "livelihood",
    "child": "livelihood",
    "household": "livelihood",
    "decided_elsewhere": "livelihood",
}
"""The purpose of a benefit that names none, by whom it concerns (the words of `subjects`)."""
