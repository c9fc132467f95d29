"""Lan and Thu open the same form; Thu saves first. Lan's save is refused with both values, and nothing is lost."""

import html
import re
from typing import NamedTuple

import pytest
from sqlalchemy import select

from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Harm
from aid.services import dossiers, papers
from aid.web.forms.edits import EditForm
from tests.factories.dossiers import lines_for, make_fund, make_staff, plan_of
from tests.factories.entitlements import make_assessed_case
from tests.factories.users import actor
from tests.web.forms_of import faults_of, text_of, values_in


class Edit(NamedTuple):
    """A form, what Thu saves and what Lan typed meanwhile, and the two as the page shows them."""

    form: str
    page: str
    thu: dict[str, str]
    lan: dict[str, str]
    thus: str
    lans: str


_BANK = {"bank": "VCB", "account_name": "LE THI BINH"}

EDITS = [
    Edit("HouseholdForm", "/households/{home}/edit", {"address": "số 1"}, {"address": "số 2"}, "số 1", "số 2"),
    Edit("CorrectPersonForm", "/households/{home}/people/{wife}", _BANK | {"account": "111"},
         _BANK | {"account": "222"}, "111", "222"),
    Edit("PapersForm", "/cases/{case}/papers", {"received_on": "14/9/2023"}, {"received_on": "15/9/2023"},
         "14/09/2023", "15/9/2023"),
    Edit("MemberForm", "/cases/{case}/members/{child}", {"lost_parents": "2"}, {"lost_parents": "0"},
         "mất cả bố và mẹ", "không"),
    Edit("HarmForm", "/cases/{case}/harm/{harm}", {"facility": "Viện Một"}, {"facility": "Viện Hai"},
         "Viện Một", "Viện Hai"),
    Edit("DamageForm", "/cases/{case}/damage", {"paper": "BB 1", "other_home": "y"}, {"paper": "BB 2"}, "BB 1", "BB 2"),
    Edit("NeedsForm", "/cases/{case}/needs", {"short_of_food": "1"}, {"short_of_food": "2"}, "1", "2"),
    Edit("RaiseForm", "/entitlements/{line}/raise", {"amount": "30000000", "reason": "Nặng"},
         {"amount": "40000000", "reason": "Rất nặng"}, "30.000.000", "40000000"),
    Edit("PayeeForm", "/entitlements/{line}/payee", {"relation": "vợ"}, {"relation": "chị"}, "vợ", "chị"),
    Edit("CorrectForm", "/incidents/{incident}/edit", {"dead": "3"}, {"dead": "4"}, "3", "4"),
    Edit("PaperForm", "/papers/{paper}/edit", {"more": "Ý một"}, {"more": "Ý hai"}, "Ý một", "Ý hai"),
    Edit("ChangeDossierForm", "/dossiers/{dossier}/lines", {"title": "Tên một"}, {"title": "Tên hai"},
         "Tên một", "Tên hai"),
]  # fmt: skip


@pytest.fixture
def world(app):
    staff = make_staff()
    actor("thu", Role.OFFICER, full_name="Đỗ Văn Thử")
    made = make_assessed_case(staff.officer)
    lines = [row.id for row in lines_for(made.case_id)]
    dossier_id = dossiers.prepare(plan_of(lines, made.incident_id, make_fund(staff)), actor=staff.officer)
    return {
        "case": made.case_id,
        "home": made.household_id,
        "wife": made.people["Bình"],
        "child": made.people["Chi"],
        "harm": db.session.scalars(select(Harm.id).where(Harm.person_id == made.people["Bình"])).one(),
        "line": lines[0],
        "incident": made.incident_id,
        "dossier": dossier_id,
        "paper": papers.start("proposal", dossier_id, {"more": "Ý đầu"}, actor=staff.officer),
    }


def _said(answer) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text_of(answer))))


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.form)
def test_the_second_save_is_refused_with_both_values_and_may_then_be_saved_knowingly(edit, world, as_user):
    page = edit.page.format(**world)
    lan, thu = as_user("lan"), as_user("thu")
    opened = values_in(text_of(lan.get(page)))
    first = thu.post(page, data=values_in(text_of(thu.get(page))) | edit.thu)
    assert first.status_code in (302, 303), faults_of(first)

    refused = lan.post(page, data=opened | edit.lan)
    assert refused.status_code in (200, 422)
    said = _said(refused)
    assert "Đỗ Văn Thử đã lưu lúc" in said and "Lưu nội dung của tôi" in said
    table = re.search(r"<table.*?</table>", text_of(refused).partition('id="clash-title"')[2], re.DOTALL)[0]
    assert f"<td>{edit.lans}</td>" in table and f"<td>{edit.thus}</td>" in table
    stored = values_in(text_of(thu.get(page)))
    kept = values_in(text_of(refused))
    for name, typed in edit.lan.items():
        assert kept[name] == [typed] and (stored[name] != [typed] or typed == edit.thu.get(name))

    saved = lan.post(page, data=kept)
    assert saved.status_code in (302, 303), faults_of(saved)
    now = values_in(text_of(thu.get(page)))
    assert all(now[name] != stored[name] for name in edit.lan if edit.lan[name] != edit.thu.get(name))


def test_every_form_that_edits_is_among_these(app):
    forms = {kind.__name__ for kind in _all_of(EditForm)}
    assert forms == {edit.form for edit in EDITS}


def _all_of(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _all_of(one)


def test_a_third_save_in_between_is_refused_again(world, as_user):
    page = f"/households/{world['home']}/edit"
    lan, thu = as_user("lan"), as_user("thu")
    opened = values_in(text_of(lan.get(page)))
    for address in ("số 1", "số 3"):
        thu.post(page, data=values_in(text_of(thu.get(page))) | {"address": address})
        refused = lan.post(page, data=opened | {"address": "số 2"})
        assert "Lưu nội dung của tôi" in text_of(refused) and f"<td>{address}</td>" in text_of(refused)
        opened = values_in(text_of(refused))


def test_a_step_on_an_old_page_never_offers_to_go_on(world, as_user):
    page = f"/dossiers/{world['dossier']}/submit"
    lan, thu = as_user("lan"), as_user("thu")
    opened = values_in(text_of(lan.get(page)))
    lines = f"/dossiers/{world['dossier']}/lines"
    thu.post(lines, data=values_in(text_of(thu.get(lines))) | {"title": "Tên khác"})
    refused = text_of(lan.post(page, data=opened))
    assert "Lưu nội dung của tôi" not in refused and "Có người khác vừa sửa thông tin này" in refused
