"""Hoa signs on the page, the clerk seals, anybody may see what the signatures are worth."""

from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select

from aid.domain.roles import Role
from aid.domain.signatures import Part
from aid.extensions import db, settings
from aid.models.decisions import Decision
from aid.models.users import User
from aid.queries.signables import files_of
from aid.services import signing_keys, signing_memory
from aid.web.verify import BRAKE
from tests.factories import pki
from tests.factories.dossiers import make_decision, make_fund, make_staff
from tests.factories.signing import HOA, WARD, by_other_tool, drawn_of, make_office, sign, sign_both, stored
from tests.factories.users import actor, actor_of
from tests.web.forms_of import text_of, values_in


@pytest.fixture(autouse=True)
def _fresh():
    BRAKE.clear()
    signing_memory.forget_all()
    yield
    signing_memory.forget_all()


@pytest.fixture
def office(app):
    return make_office()


@pytest.fixture
def here(office):
    return f"/decisions/{office.decision_id}"


def _post(browser, page, to="", /, **changes):
    token = values_in(text_of(browser.get(page)))["csrf_token"][0]
    return browser.post(to or page, data={"csrf_token": token} | changes)


def _file(data, name="tep.pdf"):
    return BytesIO(data), name


def test_the_signer_is_led_to_sign_and_then_the_clerk_to_seal(office, here, as_user):
    hoa, tu = as_user("hoa"), as_user("tu")
    assert f'{here}/sign"' in text_of(hoa.get(here))
    assert f"{here}/seal" not in text_of(tu.get(here))
    assert _post(hoa, f"{here}/sign", secret=pki.PASSWORD).status_code == 303
    assert f'{here}/sign"' not in text_of(hoa.get(here))
    assert f"{here}/seal" in text_of(tu.get(here))
    assert _post(tu, f"{here}/seal", secret=pki.PASSWORD).status_code == 303
    page = text_of(tu.get(here))
    assert f"{here}/seal" not in page and f'{here}/sign"' not in page
    for wanted in (HOA, WARD, pki.root().name, "nguyên vẹn", "chưa rõ nơi cấp", "tệp khóa"):
        assert wanted in page


def test_the_newest_file_is_given_out_and_each_one_stays_within_reach(office, here, as_user):
    drawn = drawn_of(office)
    sign_both(office)
    tu = as_user("tu")
    hoa, ward = (file.sha256 for file in files_of(office.decision_id))
    assert tu.get(f"{here}.pdf").data == stored(ward)
    assert [tu.get(f"{here}/files/{place}.pdf").data for place in range(3)] == [
        stored(one) for one in (drawn, hoa, ward)
    ]
    assert tu.get(f"{here}/files/3.pdf").status_code == 404


@pytest.mark.parametrize(("secret", "says"), [("sai", "Mật khẩu tệp khóa không đúng"), ("", "Hãy gõ mật khẩu")])
def test_a_refusal_stands_on_the_page_and_nothing_is_signed(office, here, as_user, secret, says):
    answer = _post(as_user("hoa"), f"{here}/sign", secret=secret)
    assert answer.status_code == 422 and says in text_of(answer)
    assert secret == "" or secret not in values_in(text_of(answer)).get("secret", [])
    assert files_of(office.decision_id) == []


def test_somebody_else_with_the_same_role_is_told_who_signs(office, here, as_user):
    actor("phuong", Role.APPROVER, title="Phó Chủ tịch", signing_form="deputy")
    phuong = as_user("phuong")
    assert f'{here}/sign"' not in text_of(phuong.get(here))
    signing_keys.register_file(
        Part.SIGNER, pki.key_file(pki.identity("Phương")), pki.PASSWORD, actor=_actor_of("phuong")
    )
    signing_keys.keep_picture(Part.SIGNER, "ky.png", pki.drawing(), actor=_actor_of("phuong"))
    answer = _post(phuong, f"{here}/sign", secret=pki.PASSWORD)
    assert answer.status_code == 422 and "chỉ người đó ký số được" in text_of(answer)


def _actor_of(username):
    return actor_of(db.session.scalars(select(User).where(User.username == username)).one())


def test_a_file_signed_elsewhere_is_uploaded(office, here, as_user):
    hoa = as_user("hoa")
    signed = by_other_tool(stored(drawn_of(office)))
    answer = _post(hoa, f"{here}/sign", f"{here}/sign/file", file=_file(signed))
    assert answer.status_code == 303
    assert hoa.get(f"{here}.pdf").data == signed
    assert "công cụ khác, tải lên" in text_of(hoa.get(here))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda pdf: pdf, "chưa có chữ ký số mới"),
        (lambda pdf: by_other_tool(pdf[:100] + b" " + pdf[100:]), "nội dung đã khác"),
        (lambda pdf: by_other_tool(pdf, person="Kẻ Khác"), "không phải chứng thư đã đăng ký"),
        (lambda pdf: b"khong phai pdf", "không thuộc loại được nhận"),
    ],
    ids=["unsigned", "changed", "somebody else", "no PDF"],
)
def test_another_file_is_refused_in_clear_words(office, here, as_user, change, says):
    hoa = as_user("hoa")
    answer = _post(hoa, f"{here}/sign", f"{here}/sign/file", file=_file(change(stored(drawn_of(office)))))
    assert answer.status_code == 422 and says in text_of(answer)
    assert files_of(office.decision_id) == []


def test_the_signatures_are_examined_anew_on_their_page(office, here, as_user, app, tmp_path):
    actor("thu", Role.AUDITOR)
    auditor = as_user("thu")
    assert "chưa có chữ ký số" in text_of(auditor.get(f"{here}/signatures"))
    sign(office)
    (tmp_path / "goc.pem").write_bytes(pki.root().pem)
    app.config["AID"] = replace(settings(), trust_roots=tmp_path)
    page = text_of(auditor.get(f"{here}/signatures"))
    assert HOA in page and "tin cậy" in page


def test_an_opened_key_needs_no_second_password_where_the_office_wants_it(office, here, as_user, app):
    app.config["AID"] = replace(settings(), signing_minutes=10)
    signing_keys.register_file(Part.AGENCY, pki.key_file(pki.identity(WARD)), pki.PASSWORD, actor=office.clerk)
    hoa = as_user("hoa")
    assert _post(hoa, f"{here}/sign", secret=pki.PASSWORD).status_code == 303
    other = as_user("hoa")
    assert "không cần gõ lại" in text_of(hoa.get(f"{here}/sign"))
    assert "không cần gõ lại" not in text_of(other.get(f"{here}/sign"))


def test_a_key_and_a_picture_are_brought_shown_and_given_up(app, as_user):
    make_staff()
    hoa, page = as_user("hoa"), "/signing/mine"
    assert "Chưa có khóa ký số" in text_of(hoa.get(page))
    key = _file(pki.key_file(pki.identity(HOA)), "hoa.p12")
    assert _post(hoa, page, f"{page}/key", file=key, password=pki.PASSWORD).status_code == 303
    assert _post(hoa, page, f"{page}/picture", picture=_file(pki.drawing(), "ky.png")).status_code == 303
    shown = text_of(hoa.get(page))
    assert HOA in shown and pki.root().name in shown and f"{page}/picture.png" in shown
    assert hoa.get(f"{page}/picture.png").mimetype == "image/png"
    assert _post(hoa, page, f"{page}/give-up").status_code == 303
    assert "Chưa có khóa ký số" in text_of(hoa.get(page))


@pytest.mark.parametrize(
    ("to", "sent", "says"),
    [
        ("key", {"file": (b"x", "a.p12"), "password": "x"}, "không phải tệp PKCS#12"),
        ("picture", {"picture": (pki.drawing((0, 0, 0)), "a.png")}, "mực xanh"),
        ("token", {"token": "T", "label": "L", "pin": "1"}, "AID_PKCS11_MODULE"),
        ("key", {}, "Hãy chọn"),
    ],
    ids=["key", "picture", "token", "nothing"],
)
def test_what_cannot_be_used_is_refused_on_the_page(app, as_user, to, sent, says):
    make_staff()
    files = {name: _file(*value) if isinstance(value, tuple) else value for name, value in sent.items()}
    answer = _post(as_user("hoa"), "/signing/mine", f"/signing/mine/{to}", **files)
    assert answer.status_code == 422 and says in text_of(answer)


def test_the_clerk_keeps_the_agencys_seal_in_its_real_size(app, as_user):
    make_staff()
    tu, page = as_user("tu"), "/signing/agency"
    sent = _post(tu, page, f"{page}/picture", picture=_file(pki.seal(), "dau.png"), width_mm="40")
    assert sent.status_code == 303
    assert "40 mm" in text_of(tu.get(page))
    refused = _post(tu, page, f"{page}/picture", picture=_file(pki.seal(), "dau.png"), width_mm="400")
    assert refused.status_code == 422 and "từ 20 đến 60 mm" in text_of(refused)


def _verified(client, office, data):
    code = db.session.get_one(Decision, office.decision_id).verify_code
    db.session.rollback()
    return text_of(_post(client, f"/verify/{code}", file=_file(data)))


def test_anybody_learns_what_a_file_at_hand_is(office, client):
    drawn = stored(drawn_of(office))
    sign_both(office)
    hoa, ward = (stored(file.sha256) for file in files_of(office.decision_id))
    staff = office.staff
    other = stored(drawn_of(office._replace(decision_id=make_decision(staff, make_fund(staff, code="NS-2")))))
    assert "Đúng bản gốc" in _verified(client, office, drawn)
    assert "chưa có của cơ quan" in _verified(client, office, hoa)
    assert "của người ký và của cơ quan" in _verified(client, office, ward)
    assert "đã bị sửa" in _verified(client, office, ward + b"\n")
    assert "của một quyết định khác" in _verified(client, office, other)
    assert "được quét lại" in _verified(client, office, b"%PDF-1.4")
