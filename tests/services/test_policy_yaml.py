"""YAML is read strictly and with its lines, and what is written out reads back as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aid.domain.errors import Refusal
from aid.services.policy_files import document_from_text
from aid.services.policy_yaml import DEEPEST, LARGEST, line_of, read_yaml, write_yaml

TEXT = """\
code: A
benefits:
  - code: x
    amount:
      kind: tiers
      tiers:
        - {from: 1, amount: 2}
        - from: 3
"""
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
LEAVES = st.none() | st.booleans() | st.integers() | WORDS
KEYS = st.sampled_from(("code", "title", "from", "to", "signed_on", "benefits", "when", "lạ lắm", "on", "null", "1"))
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner), max_leaves=12)


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@given(st.dictionaries(KEYS, VALUES, min_size=1))
def test_whatever_is_written_reads_back_as_the_same(document):
    assert plain(read_yaml(write_yaml(document)).data) == document


@given(st.sampled_from(("2026-02-28", "2026-02-30", "1899-01-01", "2026-1-1", "20260101", "ngày mai")))
def test_a_day_is_written_plain_and_only_where_it_is_one(day):
    written = write_yaml({"valid": {"from": day}, "title": day})
    assert plain(read_yaml(written).data) == {"valid": {"from": day}, "title": day}
    assert ("from: 2026-02-28\n" in written) is (day == "2026-02-28")


@given(WORDS)
def test_any_text_at_all_is_read_or_refused_with_a_line(text):
    try:
        document_from_text(text, "tệp.yaml")
    except Refusal as refusal:
        assert refusal.code == "policy_unreadable"
        assert refusal.facts["path"].startswith("tệp.yaml, dòng ")
        assert refusal.facts["cure"]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("", 1),
        ("benefits", 2),
        ("benefits[0]", 3),
        ("benefits[0].amount.kind", 5),
        ("benefits[0].amount.tiers[0].amount", 7),
        ("benefits[0].amount.tiers[1]", 8),
        ("benefits[0].amount.tiers[1].amount", 8),
        ("benefits[0].clause", 3),
        ("benefits[0].when[2].rule", 3),
        ("issuer", 1),
        ("một khóa [lạ", 1),
    ],
)
def test_every_path_has_the_line_where_it_or_its_group_begins(path, line):
    assert line_of(read_yaml(TEXT).lines, path) == line


def test_a_bomb_of_references_is_refused_before_it_grows():
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50))
    with pytest.raises(Refusal, match="tham chiếu") as caught:
        read_yaml(bomb)
    assert caught.value.facts["line"] == 1


def test_depth_and_size_have_an_end():
    assert read_yaml("[" * DEEPEST + "]" * DEEPEST).data
    for text, problem in (("[" * (DEEPEST + 1), "lồng nhau"), ("#" + "x" * LARGEST, "lớn hơn 200 kB")):
        with pytest.raises(Refusal, match=problem):
            read_yaml(text)


@pytest.mark.parametrize("written", ["40:00:00", "017", "0o17", "0x1F", "0b11", "1_000", "+5"])
def test_what_yaml_takes_for_another_number_stays_text(written):
    """YAML 1.1 reads 40:00:00 as 144.000: an amount must be what the eye reads."""
    assert read_yaml(f"amount: {written}").data == {"amount": written}


@pytest.mark.parametrize("written", ["0", "40000000", "-3"])
def test_a_plain_number_is_a_number(written):
    assert read_yaml(f"amount: {written}").data == {"amount": int(written)}
