import json
from dataclasses import replace
from datetime import date

import pytest

from aid.domain.decision_wording import (
    METHODS,
    UNITS,
    Award,
    Payment,
    annex_title,
    articles_for,
    in_figures_and_words,
    recipients_for,
    subject_for,
)
from aid.domain.decisions import (
    SIGNING_FORMS,
    AnnexRow,
    DecisionContent,
    authority_line,
    canonical_json,
    content_as_data,
    content_from_data,
    date_line,
    document_title,
    number_text,
    signing_lines,
    title_in_text,
)

ROW = AnnexRow(1, "Lê Văn Nghĩa", "02/02/1951", "001151007919", "tổ 5", "Nhà cháy", "1 hộ × 40", 40)
CONTENT = DecisionContent(
    parent_agency=None,
    agency=("ỦY BAN NHÂN DÂN", "PHƯỜNG KHƯƠNG ĐÌNH"),
    place="Khương Đình",
    number="05/QĐ-UBND",
    symbol="QĐ-UBND",
    day=date(2026, 1, 5),
    subject="Về việc hỗ trợ khẩn cấp",
    authority="CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG KHƯƠNG ĐÌNH",
    issuer="Chủ tịch Ủy ban nhân dân phường Khương Đình",
    grounds=("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",),
    proposal=None,
    articles=(("Một.", "Hai."), ("Ba./.",)),
    recipients=("Như Điều 3", "Lưu: VT"),
    signing=("CHỦ TỊCH",),
    signer="Trần Thị Mỹ Phượng",
    unit="VND",
    total=80,
    title="Quyết định",
    annex=(ROW, replace(ROW, stt=2)),
    annex_title="Danh sách",
)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "01/QĐ-UBND"), (9, "09/QĐ-UBND"), (10, "10/QĐ-UBND"), (3122, "3122/QĐ-UBND")]
)
def test_numbers_below_ten_have_a_leading_zero(number: int, text: str) -> None:
    assert number_text(number, "QĐ-UBND") == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 5), "Khương Đình, ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "Khương Đình, ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "Khương Đình, ngày 09 tháng 3 năm 2026"),
        (date(2026, 9, 30), "Khương Đình, ngày 30 tháng 9 năm 2026"),
        (date(2026, 10, 1), "Khương Đình, ngày 01 tháng 10 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_leading_zero(day: date, text: str) -> None:
    assert date_line("Khương Đình", day) == text


def test_content_survives_the_way_through_json() -> None:
    data = json.loads(json.dumps(content_as_data(CONTENT)))
    assert content_from_data(data) == CONTENT
    assert content_from_data({**data, "day": None}).day is None
    assert canonical_json(content_from_data(data)) == canonical_json(CONTENT)


@pytest.mark.parametrize("change", [{"version": 2}, {"extra": 1}])
def test_content_of_another_kind_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="content of a decision"):
        content_from_data({**content_as_data(CONTENT), **change})


def test_an_annex_that_does_not_add_up_is_no_decision() -> None:
    with pytest.raises(ValueError, match="add up"):
        replace(CONTENT, total=79)


@pytest.mark.parametrize("signing", [("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")])
def test_a_chairmans_decision_is_signed_for_the_chairman(signing: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="authority"):
        replace(CONTENT, signing=signing)


def test_a_collective_signs_its_own_decision() -> None:
    collective = replace(CONTENT, authority="ỦY BAN NHÂN DÂN PHƯỜNG KHƯƠNG ĐÌNH", signing=signing_lines("collective"))
    assert collective.signing == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_signing_forms_read_as_the_decree_writes_them() -> None:
    assert signing_lines("head") == ("CHỦ TỊCH",)
    assert signing_lines("deputy") == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert signing_lines("by_order", own="CHÁNH VĂN PHÒNG") == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
    assert all(signing_lines(form)[0].count(".") <= 1 for form in SIGNING_FORMS)
    assert authority_line(CONTENT.issuer) == CONTENT.authority


def test_the_title_of_the_file_names_number_and_subject() -> None:
    assert document_title("05/QĐ-UBND", CONTENT.subject) == "Quyết định số 05/QĐ-UBND về việc hỗ trợ khẩn cấp"
    assert document_title(None, CONTENT.subject).startswith("Dự thảo quyết định về việc")


PAYMENT = Payment("nguồn ngân sách phường năm 2026", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "cash")
CAUSE = "do hỏa hoạn ngày 12 tháng 9 năm 2023"
EXECUTORS = ("Chánh Văn phòng", "Trưởng phòng Văn hóa - Xã hội")


def award(count: int, *, unit: str = "VND", amount: int = 23_000_000) -> Award:
    rows = tuple(replace(ROW, stt=stt, amount=amount) for stt in range(1, count + 1))
    return Award("hỗ trợ khẩn cấp", CAUSE, unit, rows, count, count * 2, "hộ ông")


def test_one_receiver_stands_in_the_first_article() -> None:
    articles = articles_for(award(1), PAYMENT, EXECUTORS)
    first = " ".join(articles[0])
    assert first.startswith(
        "Hỗ trợ khẩn cấp cho hộ ông Lê Văn Nghĩa, sinh ngày 02/02/1951, số định danh cá nhân 001151007919"
    )
    assert "số tiền 23.000.000 đồng (Bằng chữ: Hai mươi ba triệu đồng)." in first
    assert "Phụ lục" not in str(articles)
    assert articles[2][0].endswith("hộ ông Lê Văn Nghĩa chịu trách nhiệm thi hành Quyết định này./.")


def test_one_receiver_is_told_the_ground_and_who_receives_only_where_they_are_known() -> None:
    whole, bare = award(1), award(1)
    row = replace(ROW, ground="1 hộ × 40", payee="Lê Thị Lan")
    assert articles_for(replace(whole, rows=(row,)), PAYMENT, EXECUTORS)[0][1:] == (
        "Căn cứ tính: 1 hộ × 40.",
        "Người nhận: Lê Thị Lan.",
    )
    assert len(articles_for(replace(bare, rows=(replace(ROW, ground="", payee=""),)), PAYMENT, EXECUTORS)[0]) == 1


def test_the_list_says_what_it_grants() -> None:
    assert "hỗ trợ khẩn cấp" in annex_title(award(2))


def test_fifty_six_receivers_are_a_list() -> None:
    articles = articles_for(award(56), PAYMENT, EXECUTORS)
    first = " ".join(articles[0])
    assert "cho 56 hộ gia đình với 112 người" in first
    assert "1.288.000.000 đồng (Bằng chữ: Một tỷ hai trăm tám mươi tám triệu đồng)" in first
    assert "tại Phụ lục kèm theo Quyết định này" in first
    assert articles[2][0].endswith("./.")


@pytest.mark.parametrize("method", METHODS)
def test_the_second_article_names_source_payer_and_way(method: str) -> None:
    text = articles_for(award(1), replace(PAYMENT, method=method), EXECUTORS)[1][0]
    assert text.startswith("Kinh phí thực hiện từ nguồn ngân sách phường năm 2026. Giao Phòng Kinh tế")
    assert METHODS[method] in text


def test_rice_is_written_in_kilograms() -> None:
    articles = articles_for(award(1, unit="kg_rice", amount=45), replace(PAYMENT, method="goods"), EXECUTORS)
    assert "số lượng 45 kg gạo (Bằng chữ: Bốn mươi lăm ki-lô-gam gạo)" in articles[0][0]
    assert articles[1][0].startswith("Gạo hỗ trợ từ")
    assert in_figures_and_words(1_050, "kg_rice").startswith("1.050 kg gạo (Bằng chữ: Một nghìn không trăm năm mươi")
    assert set(UNITS) == {"VND", "kg_rice"}


@pytest.mark.parametrize("count", [1, 2])
def test_the_subject_begins_as_in_the_form_and_has_no_stop(count: int) -> None:
    subject = subject_for(award(count))
    assert subject.startswith("Về việc hỗ trợ khẩn cấp đối với")
    assert not subject.endswith(".")


def test_receivers_begin_with_the_article_and_end_with_the_file() -> None:
    assert recipients_for(unit_symbol="VHXH", others=("Kho bạc",)) == ("Như Điều 3", "Kho bạc", "Lưu: VT, VHXH")


def test_a_decision_that_replaces_another_says_so_before_its_last_article():
    said = ("Quyết định này thay thế Quyết định số 05/QĐ-UBND.", "Khoản chưa chi không chi nữa.")
    plain, replacing = (articles_for(award(2), PAYMENT, EXECUTORS, replacing=extra) for extra in ((), said))
    assert replacing == (*plain[:2], said, plain[2])


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("CHỦ TỊCH", "Chủ tịch"),
        ("PHÓ CHỦ TỊCH", "Phó Chủ tịch"),
        ("KT. CHỦ TỊCH", "Chủ tịch"),
        ("PHÓ CHÁNH VĂN PHÒNG", "Phó Chánh Văn phòng"),
        ("Q. TRƯỞNG PHÒNG", "Trưởng phòng"),
    ],
)
def test_a_register_writes_titles_with_the_capitals_of_the_decree(line, title):
    assert title_in_text(line) == title
