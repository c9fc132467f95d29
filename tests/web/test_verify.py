"""Anybody may check a decision by its code, and a file against it; nobody learns a name that way."""

import re
from io import BytesIO

import pytest
from sqlalchemy import event

from aid.documents import storage
from aid.domain.signatures import Part
from aid.extensions import db, settings
from aid.models.decisions import Decision
from aid.services import decisions, dossiers
from aid.web.verify import BRAKE
from tests.factories.dossiers import lines_for, make_decision, make_fund, make_staff, plan_of, walk
from tests.factories.entitlements import make_assessed_case
from tests.factories.signing import make_electronic_office, sign


@pytest.fixture(autouse=True)
def _fresh_brake():
    BRAKE.clear()
    yield
    BRAKE.clear()


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def decision(staff):
    return db.session.get_one(Decision, make_decision(staff))


def _compare(client, code: str, data: bytes):
    page = client.get(f"/verify/{code}").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    return client.post(f"/verify/{code}", data={"csrf_token": token, "file": (BytesIO(data), "qd.pdf")})


def test_a_real_decision_shows_number_day_agency_and_that_it_holds(decision, client):
    text = client.get(f"/verify/{decision.verify_code}").get_data(as_text=True)
    for wanted in ("01/QĐ-UBND", decision.issued_on.strftime("%d/%m/%Y"), "UBND phường khuong-dinh", "còn hiệu lực"):
        assert wanted in text


def test_neither_name_nor_sum_of_a_single_household_is_told(decision, client):
    text = client.get(f"/verify/{decision.verify_code}").get_data(as_text=True)
    for hidden in ("Trần", "26.400.000", "26400000"):
        assert hidden not in text


def test_the_sum_is_told_where_many_households_share_it(staff, client):
    made = [make_assessed_case(staff.officer) for _ in range(3)]
    lines = [row.id for family in made for row in lines_for(family.case_id)]
    plan = plan_of(lines, made[0].incident_id, make_fund(staff))
    dossier_id = dossiers.prepare(plan, actor=staff.officer)
    walk(dossier_id, staff, until="sign")
    decision = db.session.get_one(Decision, decisions.issue(dossier_id, actor=staff.clerk))
    text = client.get(f"/verify/{decision.verify_code}").get_data(as_text=True)
    assert "79.200.000" in text and "Trần" not in text


@pytest.mark.parametrize("spell", [str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")])
def test_a_code_may_be_typed_carelessly(decision, client, spell):
    answer = client.get("/verify", query_string={"code": spell(decision.verify_code)})
    assert answer.status_code == 303
    assert answer.location.endswith(f"/verify/{decision.verify_code}")
    by_path = client.get(f"/verify/{spell(decision.verify_code)}")
    assert by_path.location.endswith(f"/verify/{decision.verify_code}")


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKLM-NPQR", "x", "😀", "a" * 500, "<script>alert(1)</script>x"])
def test_an_unknown_code_is_said_to_be_unknown(decision, client, code):
    answer = client.get(f"/verify/{code}")
    if answer.status_code == 303:
        answer = client.get(answer.location)
    assert answer.status_code == (404 if any(letter.isascii() and letter.isalnum() for letter in code) else 200)
    assert "01/QĐ-UBND" not in answer.get_data(as_text=True)


def test_without_a_code_there_is_a_field(app, client):
    page = client.get("/verify")
    assert page.status_code == 200 and 'name="code"' in page.get_data(as_text=True)


def test_the_very_file_is_recognised_and_one_changed_byte_is_not(decision, client):
    paper = storage.get(settings().files, decision.pdf_sha256)
    assert "Đúng bản gốc" in _compare(client, decision.verify_code, paper).get_data(as_text=True)
    bent = paper[:-1] + bytes([paper[-1] ^ 1])
    assert "Không phải bản gốc" in _compare(client, decision.verify_code, bent).get_data(as_text=True)
    assert "Không phải bản gốc" in _compare(client, decision.verify_code, b"").get_data(as_text=True)


def test_no_file_is_asked_for_again(decision, client):
    page = client.get(f"/verify/{decision.verify_code}").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    answer = client.post(f"/verify/{decision.verify_code}", data={"csrf_token": token})
    assert answer.status_code == 422 and "Hãy chọn" in answer.get_data(as_text=True)


def test_known_and_unknown_codes_ask_the_database_the_same(decision, client, app):
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    counts = []
    for code in (decision.verify_code, "ABCD-EFGH-JKLM-NPQR"):
        seen.clear()
        client.get(f"/verify/{code}")
        counts.append([text for text in seen if "decision" in text])
    assert counts[0] == counts[1]


def test_one_address_cannot_try_without_end(decision, client):
    answers = [client.get(f"/verify/ABCD-EFGH-JKLM-{number:04d}").status_code for number in range(32)]
    assert answers[:30] == [404] * 30
    assert answers[30:] == [429, 429]


def test_after_a_while_the_address_is_let_in_again(decision, client, clock):
    clock("2026-09-15T08:00+07:00")
    for number in range(31):
        client.get(f"/verify/{number}")
    clock("2026-09-15T08:02+07:00")
    assert client.get(f"/verify/{decision.verify_code}").status_code == 200


def test_a_number_of_the_electronic_order_is_told_to_be_unsigned_until_both_have_signed(app, client):
    office = make_electronic_office()
    code = db.session.get_one(Decision, office.decision_id).verify_code
    for part, says in ((Part.SIGNER, "chưa ký"), (Part.AGENCY, "chờ chữ ký số của cơ quan")):
        text = client.get(f"/verify/{code}").get_data(as_text=True)
        assert says in text and "chưa có giá trị" in text and "còn hiệu lực" not in text
        sign(office, part)
    assert "còn hiệu lực" in client.get(f"/verify/{code}").get_data(as_text=True)


def test_the_copy_for_the_public_waits_for_the_signatures(app, as_user):
    office = make_electronic_office()
    reader = as_user("tu")
    address = f"/decisions/{office.decision_id}/public.pdf"
    page = reader.get(f"/decisions/{office.decision_id}").get_data(as_text=True)
    assert "Chưa ký xong, chưa chi được" in page and address not in page
    refused = reader.get(address)
    assert refused.status_code >= 400 and "chưa ký số" in refused.get_data(as_text=True)
    sign(office)
    sign(office, Part.AGENCY)
    assert reader.get(address).data.startswith(b"%PDF")
