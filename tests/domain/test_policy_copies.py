from aid.domain.policy_copies import renamed

OLD = {"code": "NQ24-2023", "number": "24/NQ-HĐND"}
NEW = {"code": "NQ31-2026", "number": "31/NQ-HĐND"}
OTHERS = {"policy": "ND20-2021", "benefit": "E14"}


def a_benefit(**more):
    return {"code": "1", "clause": "nội dung 1", "amount": {"kind": "fixed", "amount": 1}} | more


def renamed_one(benefit, before=OLD, after=NEW):
    return renamed([benefit], before, after)[0]


def test_the_clauses_of_a_copy_cite_the_new_resolution():
    benefit = a_benefit(clause="Nghị quyết số 24/NQ-HĐND, nội dung 1; theo 24/NQ-HĐND")
    assert renamed_one(benefit)["clause"] == "Nghị quyết số 31/NQ-HĐND, nội dung 1; theo 31/NQ-HĐND"


def test_a_plan_copied_from_a_resolution_is_called_a_plan():
    benefit = a_benefit(clause="Nghị quyết số 24/NQ-HĐND, nội dung 1")
    plan = {"code": "KH6-2026", "number": "06/KH-MTTQ"}
    assert renamed_one(benefit, after=plan)["clause"] == "Kế hoạch số 06/KH-MTTQ, nội dung 1"


def test_another_number_that_only_ends_or_begins_alike_stays():
    benefit = a_benefit(clause="Điều 2, Nghị quyết số 124/NQ-HĐND; 24/NQ-HĐND-TT; 4/NQ-HĐND")
    assert renamed_one(benefit) == benefit


def test_the_wording_of_the_paper_and_clauses_of_other_documents_stay():
    benefit = a_benefit(clause="Điều 14 Nghị định số 20/2021/NĐ-CP", text="Nghị quyết số 24/NQ-HĐND quy định")
    assert renamed_one(benefit) == benefit


def test_the_clause_of_a_condition_follows_too():
    rules = [{"rule": "treated", "clause": "Nghị quyết số 24/NQ-HĐND, nội dung 1"}, {"rule": "at_scene"}]
    told = renamed_one(a_benefit(when=rules))["when"]
    assert told == [{"rule": "treated", "clause": "Nghị quyết số 31/NQ-HĐND, nội dung 1"}, {"rule": "at_scene"}]


def test_what_excludes_a_benefit_of_the_copied_document_excludes_its_own():
    own = {"policy": "NQ24-2023", "benefit": "2"}
    benefit = a_benefit(not_with=[own, OTHERS], amount={"kind": "up_to", "amount": 9, "over": [OTHERS, own]})
    told = renamed_one(benefit)
    assert told["not_with"] == [{"policy": "NQ31-2026", "benefit": "2"}, OTHERS]
    assert told["amount"] == {"kind": "up_to", "amount": 9, "over": [OTHERS, {"policy": "NQ31-2026", "benefit": "2"}]}
    assert benefit["not_with"][0] is own


def test_without_a_number_on_one_side_the_clauses_stay():
    benefit = a_benefit(clause="Nghị quyết số 24/NQ-HĐND, nội dung 1")
    assert renamed_one(benefit, after={"code": "X"}) == benefit
    assert renamed_one(benefit, before={"code": "MAU", "number": ""}) == benefit
