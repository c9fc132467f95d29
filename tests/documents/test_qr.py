from aid.documents.decision import render_decision
from tests.documents.papers import decision, many
from tests.documents.reading import MM, Paper


def _code_box(paper: Paper) -> tuple[float, float, float, float]:
    drawn = [*paper.pages[0].curves, *paper.pages[0].lines]
    small = [item for item in drawn if item["top"] > paper.find("Nơi nhận:").top]
    return (
        min(item["x0"] for item in small),
        min(item["top"] for item in small),
        max(item["x1"] for item in small),
        max(item["bottom"] for item in small),
    )


def test_the_code_stands_under_the_receivers_and_away_from_the_signature() -> None:
    paper = Paper(render_decision(decision()))
    left, top, right, bottom = _code_box(paper)
    assert top > paper.find("- Lưu: VT").bottom
    assert right < paper.find("KT. CHỦ TỊCH").x0
    assert 12 <= (right - left) / MM <= 20
    assert paper.find("Mã tra cứu: K7M4-Q2XP").x0 > right
    assert bottom < 277 * MM


def test_a_decision_without_a_code_shows_none() -> None:
    assert "Mã tra cứu" not in Paper(render_decision(decision(verify_code="", verify_url=""))).text()
    assert "Mã tra cứu" in Paper(render_decision(many(2))).text()
