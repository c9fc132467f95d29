"""`aid demo`: loaded once for this module; its books, its accounts, its people."""

import json
import re
import shutil
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import func, select, text

from aid import clock as office_clock
from aid import create_app
from aid.domain.identity import parse
from aid.extensions import db
from aid.models.cases import Case
from aid.models.events import Event
from aid.models.households import Person
from aid.models.incidents import Incident
from aid.queries import prior_aid
from aid.queries.entitlements import of_case
from aid.services.example.offices import PEOPLE_2023, PEOPLE_2026, WARD
from config import DEMO_PASSWORD, config_for_tests
from tests.fixtures.databases import close

TODAY = "2026-09-15T08:00+07:00"
# Whom something waits for on the morning of 15/9/2026, and the page it leads to.
BUSY = {
    "canbo": "/dossiers/", "totruong": "/incidents/", "thamdinh": "/dossiers/", "chutich": "/dossiers/",
    "phochutich": "/dossiers/", "vanthu": "/dossiers/", "ketoan": "/decisions/", "chutaikhoan": "/payouts/",
    "thuquy": "/payouts/", "canbomttq": "/cases/", "ketoanmttq": "/dossiers/", "mttq": "/dossiers/",
    "thuquymttq": "/payouts/", "thanhpho": "/policies/",
}  # fmt: skip


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["aid", *arguments])


@pytest.fixture(scope="module")
def loaded(sqlite_template, tmp_path_factory):
    """A folder with the loaded database, its files, and what the command printed."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copyfile(sqlite_template, folder / "aid.db")
    config = config_for_tests(f"sqlite:///{folder / 'aid.db'}", folder / "files")
    app = create_app(replace(config, today=datetime.fromisoformat(TODAY)))
    with app.app_context():
        result = run(app, "demo", "--json")
    close(app)
    office_clock.set_shift(None)
    assert result.exit_code == 0, result.output
    (folder / "printed.json").write_text(result.stdout, "utf-8")
    return folder


@pytest.fixture
def database(loaded, tmp_path):
    """The example's database and files, this test's own."""
    shutil.copyfile(loaded / "aid.db", tmp_path / "aid.db")
    shutil.copytree(loaded / "files", tmp_path / "files")
    return f"sqlite:///{tmp_path / 'aid.db'}"


@pytest.fixture(autouse=True)
def morning(app, clock):
    clock(TODAY)


def count(kind):
    return db.session.scalar(select(func.count()).select_from(kind))


def test_the_books_close_with_the_published_account(loaded):
    printed = json.loads((loaded / "printed.json").read_text("utf-8"))
    spent = {fund["code"]: fund["spent"] for fund in printed["funds"]}
    assert printed["loaded"] is True
    assert spent["HN-CITY-KH"] == 2_237_200_000
    assert spent["TX-DISTRICT"] == 3_585_800_000
    assert spent["TX-CHILDREN"] == 63_000_000
    assert spent["TX-REDCROSS"] == 175_000_000
    assert spent["KH-DONATIONS"] == 130_066_000_000
    assert {fund["reserved"] for fund in printed["funds"] if fund["code"][:2] in {"HN", "KH", "TX"}} == {0}


def test_what_was_given_to_the_victims_and_not_yet_paid_out_is_the_published_rest(app):
    books = text(
        "SELECT received, spent, reserved, received - reserved - advanced - spent + returned FROM funds"
        " WHERE code = 'KH-DONATIONS'"
    )
    assert db.session.execute(books).one() == (132_287_384_182, 130_066_000_000, 0, 2_221_384_182)


def test_each_round_of_donations_paid_what_was_published(app):
    paid = text(
        "SELECT e.day, sum(e.amount) FROM entries e JOIN funds f ON f.id = e.fund_id"
        " WHERE e.kind = 'spend' AND f.code = 'KH-DONATIONS' GROUP BY e.day"
    )
    by_day = {str(day): amount // 1_000_000 for day, amount in db.session.execute(paid).all()}
    assert by_day == {"2023-09-18": 142 * 40, "2023-09-25": 406 + 40, "2023-11-05": 123_940}


def test_by_18_september_2023_everybody_had_paid_what_they_said(app):
    paid = text(
        "SELECT f.code, sum(e.amount) FROM entries e JOIN funds f ON f.id = e.fund_id"
        " WHERE e.kind = 'spend' AND e.day <= '2023-09-18' GROUP BY f.code"
    )
    million = 1_000_000
    first_help = 44 * 22 * million + 42 * 4_400_000 + 50 * 5 * million + 42 * 3 * million
    assert dict(db.session.execute(paid).all()) == {
        "KH-DONATIONS": 142 * 40 * million,
        "TX-CHILDREN": 63 * million,
        "TX-DISTRICT": first_help,
        "TX-REDCROSS": 175 * million,
    }


def test_the_city_tops_up_the_56_dead_by_one_decision_with_its_annex(app):
    rows = db.session.execute(text("SELECT total, content, pdf_sha256 FROM decisions WHERE total = 1288000000")).all()
    ((total, content, digest),) = rows
    annex = json.loads(content)["annex"]
    assert (len(annex), {row["amount"] for row in annex}, total) == (56, {23_000_000}, 56 * 23_000_000)
    assert digest


def test_the_check_finds_nothing(app):
    result = run(app, "check", "--json")
    answer = json.loads(result.stdout)
    assert (answer["findings"], result.exit_code) == ([], 0)
    assert {"incident": "KHUONG-HA-2023", "on": "2023-09-18", "amount": 7_446_800_000} in answer["positions"]


def test_a_second_load_leaves_everything_as_it_stands(app):
    before = count(Event)
    result = run(app, "demo")
    assert result.exit_code == 0
    assert "giữ nguyên" in result.stdout
    assert count(Event) == before


@pytest.mark.parametrize("username", [person.username for person in PEOPLE_2026])
def test_every_account_signs_in_with_the_printed_password(client, username):
    answer = sign_in(client, username)
    assert answer.status_code in {302, 303}
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("username", [person.username for person in PEOPLE_2023])
def test_nobody_of_2023_signs_in_any_more(client, username):
    assert sign_in(client, username).status_code not in {302, 303}


@pytest.mark.parametrize(("username", "leads_to"), BUSY.items())
def test_something_waits_for_everyone_who_works_in_the_ward_or_beside_it(as_user, username, leads_to):
    page = as_user(username).get("/").text
    assert re.search(rf'<ul class="work-list".*href="{leads_to}\d+', page, re.DOTALL), username


def test_the_new_ward_reads_what_the_old_district_decided(as_user):
    (incident_id,) = db.session.scalars(select(Incident.id).where(Incident.code == "KHUONG-HA-2023"))
    page = as_user("canbo").get(f"/incidents/{incident_id}").text
    assert "ngách 29/70 phố Khương Hạ" in page


def test_nobody_in_the_example_has_a_number_that_could_exist(app):
    numbers = db.session.scalars(select(Person.identity_number).where(Person.identity_number.is_not(None))).all()
    assert len(numbers) > 150
    assert {parse(number).place_code for number in numbers} == {"999"}


def test_the_storm_of_november_can_only_be_estimated(app):
    wanted = text(
        "SELECT DISTINCT e.policy_code, e.confirmed FROM entitlements e JOIN cases c ON c.id = e.case_id"
        " JOIN incidents i ON i.id = c.incident_id WHERE i.code = 'KICH-BAN-BAO-11-2026'"
    )
    assert db.session.execute(wanted).all() == [("ND335-2026", 0)]


def test_who_paid_the_donations_prepared_signed_and_paid_them(app):
    """Each of the donors' decisions is of their own office, and no officer of the district had a hand in it."""
    wanted = text(
        "SELECT DISTINCT f.code, a.code, u.username FROM decisions d JOIN agencies a ON a.id = d.agency_id"
        " JOIN dossiers o ON o.id = d.dossier_id JOIN funds f ON f.id = o.fund_id JOIN users u ON u.id = d.signed_by"
        " WHERE f.code IN ('KH-DONATIONS', 'TX-REDCROSS') ORDER BY f.code"
    )
    assert db.session.execute(wanted).all() == [
        ("KH-DONATIONS", "bvd-thanh-xuan", "bvd-truongban"),
        ("TX-REDCROSS", "ctd-thanh-xuan", "ctd-chutich"),
    ]


def test_two_policies_wait_for_their_second_person(app):
    wanted = text(
        "SELECT p.code, p.state, v.number, u.username FROM policy_versions v JOIN policies p ON p.id = v.policy_id"
        " JOIN users u ON u.id = v.created_by WHERE v.confirmed_at IS NULL AND v.discarded_at IS NULL ORDER BY p.code"
    )
    waiting = [tuple(row) for row in db.session.execute(wanted)]
    assert waiting == [("ND20-2021", "confirmed", 2, "thamdinh"), ("PKD-THAM-HOI-2026", "draft", 1, "thamdinh")]


def test_the_house_that_was_seen_again_no_longer_fits_its_lines(app):
    (case_id,) = db.session.scalars(
        text("SELECT case_id FROM damages WHERE paper = 'Biên bản kiểm tra lại hiện trường ngày 15/9/2026'")
    )
    changed = {(change.kind, change.before, change.after) for change in of_case(case_id).changes}
    assert changed == {("gone", 20_000_000, None), ("new", None, 40_000_000)}


def test_who_was_hurt_in_2023_and_again_in_2026_has_her_earlier_aid_told(app):
    (case_id,) = db.session.scalars(
        text(
            "SELECT c.id FROM cases c JOIN households h ON h.id = c.household_id WHERE h.address LIKE 'số 21 ngõ 85 %'"
        )
    )
    told = prior_aid.of_case(case_id)
    assert not any(one.forbids for one in told)
    assert {one.how for one in told} == {"number"}
    assert {(one.amount, one.agency) for one in told} >= {
        (4_400_000, "Ủy ban nhân dân quận Thanh Xuân"),
        (400_000_000, "Ban Vận động tiếp nhận, phân phối nguồn ủng hộ quận Thanh Xuân"),
    }


def test_a_case_can_be_reported_after_the_load(as_user):
    page = as_user("canbo").get("/incidents/new")
    assert page.status_code == 200
    assert count(Case) == 62 + 3


def sign_in(client, username):
    form = client.get("/login").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form).group(1)
    return client.post("/login", data={"csrf_token": token, "username": username, "password": DEMO_PASSWORD})


def test_the_ward_of_the_accounts_stands_under_its_usual_code(app):
    assert db.session.scalar(text("SELECT code FROM agencies WHERE code = :code").bindparams(code=WARD)) == "ubnd-00364"
