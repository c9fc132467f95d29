import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import ROOT

EXAMPLE = Path(ROOT) / "tests" / "domain" / "contract_facts.json"
PRINTED = EXAMPLE.with_name("contract_answer.json")


@pytest.fixture
def aid(app):
    def run(*arguments, text=None):
        return app.test_cli_runner().invoke(args=["aid", *map(str, arguments)], input=text)

    return run


def facts(**incident):
    data = json.loads(EXAMPLE.read_text("utf-8"))
    data["incident"].update(incident)
    return json.dumps(data)


def test_explain_needs_no_setting_and_prints_one_json_document():
    arguments = ["aid", "policy", "explain", str(EXAMPLE), "--policy", "ND20-2021", "--json"]
    bare = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME"}} | {"LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *arguments], cwd=ROOT, env=bare, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == json.loads(PRINTED.read_text("utf-8"))


def test_explain_evaluates_all_confirmed_policies_or_the_named_ones(aid):
    lines = json.loads(aid("policy", "explain", EXAMPLE, "--json").stdout)["lines"]
    assert {line["policy"] for line in lines} == {
        "ND20-2021", "HN-NQ24-2023", "TX-2023", "MTTQ-KH-2023-1", "MTTQ-KH-2023-2",
    }  # fmt: skip
    two = aid("policy", "explain", EXAMPLE, "--policy", "TX-2023", "--policy", "HN-NQ24-2023", "--json")
    assert {line["policy"] for line in json.loads(two.stdout)["lines"]} == {"TX-2023", "HN-NQ24-2023"}


def test_explain_in_words_shows_sums_refusals_and_totals(aid):
    told = aid("policy", "explain", EXAMPLE).stdout
    assert "+ ND20-2021 E14 a: 1 người chết × 50 × 440.000 đồng = 22.000.000 đồng" in told
    assert "- ND20-2021 E13 b: Điều trị 2 ngày" in told
    assert "Cộng: 30 kg_rice" in told
    assert "chưa nhập mức chuẩn riêng" not in told


def test_explain_says_where_only_the_central_norm_is_entered_and_what_is_unconfirmed(aid):
    elsewhere = facts(place="48", occurred_on="2026-11-10", cause="storm")
    told = aid("policy", "explain", "-", "--policy", "ND335-2026", text=elsewhere).stdout
    assert "chưa nhập mức chuẩn riêng nên dùng mức của trung ương" in told
    assert "540.000 đồng, theo NĐ 335/2026/NĐ-CP (chưa xác nhận)" in told
    assert "chỉ để ước tính" in told


def test_no_line_at_all_is_still_an_answer(aid):
    done = aid("policy", "explain", "-", text=facts(occurred_on="2010-01-01"))
    assert done.exit_code == 0
    assert "Chưa có mức chuẩn cho ngày này." in done.stdout


@pytest.mark.parametrize(
    ("text", "options"),
    [
        pytest.param("{", (), id="no JSON"),
        pytest.param("[]", (), id="no mapping"),
        pytest.param('{"incident": {}, "incident": {}}', (), id="a key twice"),
        pytest.param("[" * 100_000, (), id="a pit of brackets"),
        pytest.param("9" * 5_000, (), id="an endless number"),
        pytest.param(b"\xff\xfe", (), id="no UTF-8"),
        pytest.param(facts(cause="war"), (), id="an unknown cause"),
        pytest.param(facts(place="99"), (), id="an unknown province"),
        pytest.param(facts(place="99999"), (), id="an unknown ward"),
        pytest.param(facts(), ("--policy", "ND21"), id="an unknown policy"),
        pytest.param(facts(), ("--on", "12/9/2023"), id="an unreadable day"),
    ],
)
def test_what_cannot_be_read_exits_2_with_one_sentence(aid, text, options):
    done = aid("policy", "explain", "-", *options, "--json", text=text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr and done.stderr.strip()


def test_a_missing_file_exits_2(aid):
    assert aid("policy", "explain", "/nowhere.json").exit_code == 2


def test_the_day_can_be_replaced(aid):
    answer = json.loads(
        aid("policy", "explain", EXAMPLE, "--policy", "ND20-2021", "--on", "2026-01-02", "--json").stdout
    )
    assert (answer["on"], answer["norm"]["amount"], answer["totals"]["VND"]) == ("2026-01-02", 650_000, 32_500_000)


def test_norm_tells_the_amount_of_the_day_and_its_basis(aid, clock):
    clock("2026-09-15T08:00+07:00")
    assert aid("norm").stdout == "Mức chuẩn: 650.000 đồng, theo NQ 63/2025/NQ-HĐND\n"
    assert json.loads(aid("norm", "--on", "2023-09-12", "--place", "00364", "--json").stdout) == {
        "version": 1, "on": "2023-09-12", "place": "00364", "amount": 440_000, "basis": "NQ 09/2021/NQ-HĐND",
        "scope": "city", "confirmed": True,
    }  # fmt: skip
    assert "chưa nhập mức chuẩn riêng" in aid("norm", "--place", "48").stdout


def test_norm_exits_1_where_there_is_none_and_2_where_there_is_no_such_place(aid):
    assert aid("norm", "--on", "2010-01-01").exit_code == 1
    assert aid("norm", "--place", "99").exit_code == 2


def test_the_policies_are_listed(aid):
    assert "ND335-2026  2026-10-05 – …  chưa xác nhận" in aid("policy", "list").stdout
    listed = json.loads(aid("policy", "list", "--json").stdout)
    assert [row["code"] for row in listed["policies"]] == [
        "ND20-2021", "ND335-2026", "HN-NQ24-2023", "MTTQ-KH-2023-1", "MTTQ-KH-2023-2", "TX-2023",
    ]  # fmt: skip
