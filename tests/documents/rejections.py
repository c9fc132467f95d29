"""What a strict văn thư would send back (documents.md 1.7, 1 to 31): for each the tests that read the PDF, or why none.

`test_rejections.py` fails where a number is missing, or a test named here is no more.
"""

from typing import NamedTuple


class Rejection(NamedTuple):
    """One reason to send a paper back; `tests` are "file::function", `reason` says why none, or what is left."""

    says: str
    tests: tuple[str, ...] = ()
    reason: str = ""


_HERE, _LAYOUT, _ANNEX, _PAPERS = "test_rejections.py", "test_layout.py", "test_annex.py", "test_papers.py"
_LETTERS, _WORD = "test_letters.py", "test_word.py"

REJECTIONS: dict[int, Rejection] = {
    1: Rejection(
        "Quốc hiệu not bold or of another size; HOÀ and HÒA mixed",
        (
            f"{_LAYOUT}::test_each_component_has_its_size_and_style",
            f"{_PAPERS}::test_the_state_and_its_motto_stand_as_the_decree_says",
            f"{_HERE}::test_the_state_is_spelled_in_one_way",
        ),
    ),
    2: Rejection(
        "Tiêu ngữ without spaces around hyphens, with dashes, all capitals, or of the wrong pair of sizes",
        (f"{_HERE}::test_the_motto_has_spaced_hyphens_and_the_larger_size_of_the_pair",),
    ),
    3: Rejection(
        "The line under the motto shorter, longer, doubled, dotted, touching",
        (
            f"{_LAYOUT}::test_the_line_under_the_motto_is_as_long_as_the_motto",
            f"{_LAYOUT}::test_lines_are_single_solid_and_touch_no_letter",
            f"{_PAPERS}::test_the_state_and_its_motto_stand_as_the_decree_says",
        ),
    ),
    4: Rejection(
        "The line under agency or subject full, missing, not centred",
        (
            f"{_LAYOUT}::test_the_line_under_agency_and_subject_is_a_third_to_a_half_and_centred",
            f"{_PAPERS}::test_the_office_stands_bold_over_a_short_line",
            f"{_HERE}::test_the_line_under_the_subject_of_a_paper_is_a_third_to_a_half_and_centred",
        ),
    ),
    5: Rejection(
        "The superior agency bold, the issuing one not, or shortened",
        (
            f"{_PAPERS}::test_the_superior_office_is_not_bold",
            f"{_PAPERS}::test_the_office_stands_bold_over_a_short_line",
            f"{_HERE}::test_the_issuing_agency_is_written_in_full",
        ),
    ),
    6: Rejection(
        "A letterhead after 1/7/2025 that still shows a district",
        (f"{_HERE}::test_no_letterhead_of_today_shows_a_district",),
        "The letterhead is the office's own data; what is tested are the offices that come with the program.",
    ),
    7: Rejection(
        "Số with spaces, without leading zero or colon, bold",
        (f"{_HERE}::test_the_number_is_written_without_spaces_and_with_its_zero",),
    ),
    8: Rejection(
        "A number typed before approval, given twice, or other on paper than in the file",
        (f"{_LAYOUT}::test_a_draft_leaves_number_and_day_to_be_filled",),
        "That numbers are given once and after the signature is proved in tests/races and tests/services.",
    ),
    9: Rejection(
        "The day without its zeros, with one too many, upright, without comma",
        (f"{_HERE}::test_the_day_is_written_as_the_decree_says",),
    ),
    10: Rejection(
        "A ward of a number, person or event written without its kind",
        (f"{_HERE}::test_the_place_is_printed_as_the_office_wrote_it",),
        "Only the office knows whether its name is that of a person or event; the place is its own data.",
    ),
    11: Rejection(
        "Number and day on different lines",
        (
            f"{_LAYOUT}::test_number_and_day_stand_on_one_line_under_agency_and_motto",
            f"{_PAPERS}::test_number_and_day_share_a_line",
        ),
    ),
    12: Rejection(
        "V/v in a decision, no Về việc, a subject that is not bold or ends with a stop",
        (
            f"{_LAYOUT}::test_the_subject_has_no_full_stop_and_the_content_ends_as_in_the_samples",
            f"{_PAPERS}::test_the_name_and_the_subject_are_bold_over_a_short_line",
        ),
    ),
    13: Rejection(
        "Grounds upright or with wrong marks",
        (
            f"{_LAYOUT}::test_grounds_end_with_semicolons_and_the_last_with_a_full_stop",
            f"{_LAYOUT}::test_each_component_has_its_size_and_style",
        ),
    ),
    14: Rejection(
        "A law cited with its number",
        (f"{_HERE}::test_no_law_is_cited_with_its_number_and_no_decree_without_issuer_and_day",),
    ),
    15: Rejection(
        "A decree cited without day, issuer or subject; an expired ground; a wrong order",
        (f"{_HERE}::test_no_law_is_cited_with_its_number_and_no_decree_without_issuer_and_day",),
        "The order and the days of grounds are rules of domain/policies.py, tested in tests/domain.",
    ),
    16: Rejection(
        "Authority above and signature below of different kinds",
        (f"{_HERE}::test_who_decides_above_is_for_whom_is_signed_below",),
    ),
    17: Rejection(
        "KT without dot, K/T, titles before the name, the name in capitals",
        (
            f"{_LAYOUT}::test_every_signing_form_prints_its_lines",
            f"{_HERE}::test_signing_forms_have_their_dot_and_names_no_title",
            f"{_PAPERS}::test_no_title_of_honour_stands_before_a_signature",
        ),
    ),
    18: Rejection(
        "Điều without dot or with a colon, a bold body, wrong letters of points",
        (
            f"{_LAYOUT}::test_each_component_has_its_size_and_style",
            f"{_HERE}::test_articles_have_a_dot_and_only_their_number_is_bold",
        ),
    ),
    19: Rejection(
        "A body that is not justified, indented, spaced, or is of 12 points",
        (
            f"{_LAYOUT}::test_paragraphs_are_indented_justified_and_well_spaced",
            f"{_PAPERS}::test_the_body_is_at_least_13_points_and_ends_with_its_mark",
            f"{_HERE}::test_the_body_of_a_paper_is_indented_and_justified",
        ),
    ),
    20: Rejection(
        "Figures and words that differ, wrong words, commas between groups",
        (f"{_LETTERS}::test_figures_and_words_are_the_same_amount",),
    ),
    21: Rejection(
        "No ./. at the end",
        (
            f"{_LAYOUT}::test_the_subject_has_no_full_stop_and_the_content_ends_as_in_the_samples",
            f"{_PAPERS}::test_the_body_is_at_least_13_points_and_ends_with_its_mark",
        ),
    ),
    22: Rejection(
        "Nơi nhận of the wrong style, size, marks or height",
        (
            f"{_LAYOUT}::test_receivers_stand_level_with_the_authority_line",
            f"{_PAPERS}::test_receivers_are_listed_as_the_decree_says",
            f"{_PAPERS}::test_receivers_are_level_with_who_signs",
        ),
    ),
    23: Rejection(
        "A signature alone on a page; a page number on page 1, at the bottom, or as Trang 2/3",
        (
            f"{_LAYOUT}::test_the_signature_never_stands_alone_on_a_page",
            f"{_PAPERS}::test_a_signature_never_stands_alone_on_a_page",
            f"{_PAPERS}::test_page_numbers_stand_in_the_top_margin_from_the_second_page_on",
        ),
    ),
    24: Rejection(
        "An annex not mentioned, without its line, in capitals, counted on, or numbered alone",
        (
            f"{_ANNEX}::test_the_head_of_the_annex_has_its_three_lines",
            f"{_ANNEX}::test_pages_of_the_annex_count_from_one_and_lie_across",
            f"{_HERE}::test_the_decision_names_its_annex",
        ),
    ),
    25: Rejection(
        "A list whose head is not repeated, rows are split, total is missing or differs",
        (
            f"{_ANNEX}::test_the_header_of_the_table_is_repeated_on_every_page",
            f"{_ANNEX}::test_no_row_is_split_over_two_pages",
            f"{_ANNEX}::test_total_row_and_words_agree_with_the_decision",
            f"{_PAPERS}::test_the_head_of_a_list_is_repeated_and_no_row_is_split",
        ),
    ),
    26: Rejection(
        "Images of signature and seal",
        (f"{_HERE}::test_no_paper_bears_an_image_of_a_signature_or_seal",),
        "A paper is drawn without any image; images are placed by the digital signature, which has tests of its own.",
    ),
    27: Rejection(
        "An annex in a file of its own without the agency's signature line",
        (f"{_HERE}::test_the_annex_is_in_the_file_of_its_decision",),
        "An annex of ours is never a file of its own.",
    ),
    28: Rejection(
        "A typeface other than Times New Roman",
        (
            f"{_LAYOUT}::test_every_letter_is_black_and_tinos",
            f"{_WORD}::test_it_is_of_one_typeface_on_a4_with_the_margins_of_the_decree",
        ),
        "The PDF is set in Tinos, of the same widths: Times New Roman may not be given along. The .docx names it.",
    ),
    29: Rejection(
        "Letters of another face where one lacks a mark",
        (
            f"{_LETTERS}::test_each_letter_is_drawn_by_tinos_in_each_style",
            f"{_PAPERS}::test_every_letter_is_of_one_typeface",
        ),
    ),
    30: Rejection(
        "Wrong capitals",
        (f"{_HERE}::test_capitals_follow_the_second_annex_of_the_decree",),
    ),
    31: Rejection(
        "A line broken inside a number",
        (
            f"{_LAYOUT}::test_no_line_breaks_inside_a_number",
            f"{_HERE}::test_no_paper_breaks_a_line_inside_a_number",
        ),
    ),
}
