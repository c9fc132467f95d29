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


HOSTILE = {
    "no JSON": ("{", "dòng 1, cột 2 không phải là JSON"),
    "no mapping": ("[]", "tại /: phải là một nhóm các khóa"),
    "nothing": ("", "dòng 1, cột 1 không phải là JSON"),
    "a key twice": ('{"incident": {"place": "01", "place": "02"}}', "khóa 'place' viết hai lần"),
    "a pit of brackets": ("[" * 100_000, "quá nhiều lớp ngoặc"),
    "an endless number": ("9" * 5_000, "sửa chỗ đó"),
    "no number": (facts().replace('"inpatient_days": 2', '"inpatient_days": NaN'), "NaN không phải là một số"),
    "infinity": (facts().replace('"inpatient_days": 2', '"inpatient_days": -Infinity'), "-Infinity không phải là"),
    "beyond every sum": (facts().replace("8000000", "1e999"), "có số quá lớn như 1e999"),
    "a fraction": (facts().replace("8000000", "8e6"), "/household/costs/0/amount: 8000000.0 không phải là số nguyên"),
    "more than there is": (facts().replace("8000000", "9" * 20), "nằm ngoài giới hạn"),
    "no UTF-8": (b'{"a": "\xff"}', "byte thứ 8 không phải là UTF-8"),
    "UTF-16": (facts().encode("utf-16"), "lưu tệp bằng bảng mã UTF-8"),
    "half a character": (facts().replace('"ref": "a"', r'"ref": "\ud800"'), "chỉ viết một nửa"),
    "a huge file": (facts() + " " * (1 << 20), "tệp lớn hơn 1 MB"),
    "a strange key": (facts(colour="red"), "/incident/colour: khóa lạ"),
    "a strange key with a dot": (facts(**{"a.b/c[0]": 1}), "/incident/a.b~1c[0]: khóa lạ"),
    "an unknown cause": (facts(cause="war"), "tại /incident/cause: giá trị lạ 'war'"),
    "an unknown province": (facts(place="99"), "99"),
    "an unknown ward": (facts(place="99999"), "99999"),
    "somebody else": (
        facts().replace('"member": "b"', '"member": "z"'),
        "/household/harms/1/member: không có người 'z'",
    ),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_what_cannot_be_read_exits_2_with_one_sentence_that_names_place_and_cure(aid, name):
    text, says = HOSTILE[name]
    done = aid("policy", "explain", "-", "--json", text=text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr, done.stderr
    assert done.stderr.count("\n") == 1 and len(done.stderr) < 700
    assert "Chưa có gì được tính; hãy " in done.stderr


@pytest.mark.parametrize("options", [("--lang", "fr"), ("--on", "12/9/2023"), ("--policy", "ND21")])
def test_an_option_that_names_nothing_exits_2(aid, options):
    done = aid("policy", "explain", EXAMPLE, *options, "--json")
    assert (done.exit_code, done.stdout) == (2, "") and done.stderr.strip()


def test_a_mark_that_notepad_puts_in_front_is_passed_over(aid):
    done = aid("policy", "explain", "-", "--json", text=facts().encode("utf-8-sig"))
    assert done.exit_code == 0 and json.loads(done.stdout)["version"] == 1


def test_thirty_thousand_keys_are_refused_at_once(aid):
    many = json.dumps({f"key{number}": number for number in range(30_000)})
    done = aid("policy", "explain", "-", text=many)
    assert done.exit_code == 2 and "thiếu" in done.stderr


def test_what_stands_in_a_ref_commands_no_terminal(aid):
    done = aid("policy", "explain", "-", text=facts().replace('"a"', r'"\u001b[31ma"'))
    assert done.exit_code == 0 and "\x1b" not in done.stdout and "E14 [31ma:" in done.stdout


def test_english_words_and_the_same_json(aid):
    said = aid("policy", "explain", EXAMPLE, "--policy", "ND20-2021", "--lang", "en").stdout
    for wanted in (
        "Standard amount: 440,000 VND, by NQ 09/2021/NQ-HĐND",
        "1 × 50 × 440,000 VND = 22,000,000 VND",
        "Điều 14 khoản 1; due 25/09/2023",
        "2 days of treatment; at least 3 are required (Điều 2 khoản 2)",
        "Total: 22,000,000 VND",
        "Document ND20-2021: 20/2021/NĐ-CP (Chính phủ, 15/03/2021)",
    ):
        assert wanted in said, wanted
    same = aid("policy", "explain", EXAMPLE, "--policy", "ND20-2021", "--lang", "en", "--json").stdout
    assert json.loads(same) == json.loads(PRINTED.read_text("utf-8"))


def test_every_unconfirmed_line_says_so(aid):
    storm = facts(place="48", occurred_on="2026-11-10", cause="storm")
    said = aid("policy", "explain", "-", "--policy", "ND335-2026", text=storm).stdout
    lines = [line for line in said.splitlines() if line.startswith("+")]
    assert lines and all("[chưa xác nhận – chỉ để ước tính]" in line for line in lines)
    assert json.loads(aid("policy", "explain", "-", "--json", text=storm).stdout)["lines"] == []


def test_only_incident_and_household_are_needed_and_the_rest_has_its_default(aid):
    least = {
        "incident": {"cause": "fire", "occurred_on": "2023-09-12", "place": "00364"},
        "household": {"members": [{"ref": "x", "birth_date": "1980"}], "harms": [{"member": "x", "kind": "dead"}]},
    }
    answer = json.loads(aid("policy", "explain", "-", "--json", text=json.dumps(least)).stdout)
    assert [line["limit"]["due_on"] for line in answer["lines"] if line["benefit"] == "E14"] == ["2023-09-15"]
    least["household"].pop("harms")
    assert "/household/harms: thiếu" in aid("policy", "explain", "-", "--json", text=json.dumps(least)).stderr


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
