"""The page of one policy: its head and its benefits in words, and what this reader may do next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _

from aid.domain.policy_steps import PolicyState
from aid.domain.purposes import PURPOSE_OF
from aid.domain.shapes import as_day
from aid.queries.policy_choices import incident_names, place_names
from aid.queries.policy_views import PolicyPage
from aid.web.filters import day, moment
from aid.web.labels import label, tone
from aid.web.messages import sentence
from aid.web.parts import Fact
from aid.web.policies.benefit_words import amount_of, conditions_of, limit_of
from aid.web.policies.names import Names, citation_of, name_of, ref_name

Data = Mapping[str, Any]
# The benefits of each group, as (code, title).
Groups = Mapping[str, Sequence[tuple[str, str]]]


class Tag(NamedTuple):
    """A state in a word, and how loud it is shown."""

    says: str
    tone: str


class BenefitView(NamedTuple):
    """One benefit as it is read."""

    code: str
    title: str
    clause: str
    text: str
    amount: Sequence[str]
    facts: Sequence[Fact]
    conditions: Sequence[tuple[str, str]]
    note: str
    may_move_up: bool
    may_move_down: bool


class Step(NamedTuple):
    """One thing this reader may do; the first of a page is the next step."""

    href: str
    says: str
    then: str = ""


def standing(state: PolicyState, valid_to: object, today: date) -> Tag:
    """Return the state as people speak of it: what is past its last day is no longer in force."""
    last = as_day(valid_to)
    over = state is PolicyState.CONFIRMED and last is not None and last < today
    shown = PolicyState.ENDED if over else state
    return Tag(label(shown), tone(shown))


def span(first: object, last: object) -> str:
    """Return from when to when, in words."""
    start, end = as_day(first), as_day(last)
    if start is None:
        return _("đến hết %(last)s", last=day(end))
    if end is None:
        return _("từ %(first)s", first=day(start))
    return _("từ %(first)s đến hết %(last)s", first=day(start), last=day(end))


def head_of(document: Data) -> list[Fact]:
    """Return what the document is and what it covers."""
    valid = document.get("valid") or {}
    reference = str(document["reference_day"])
    covered = str(document.get("coverage_day") or reference)
    rows = [
        (_("Loại văn bản"), label(document["kind"], "PolicyKind")),
        (_("Cơ quan ban hành"), document["issuer"]),
        (_("Số và ngày"), citation_of(document) if document.get("number") else _("không có số")),
        (_("Áp dụng"), span(valid.get("from"), valid.get("to"))),
        (_("Xét thuộc văn bản này theo"), label(covered, "ReferenceDay")),
        (_("Mức tính theo"), label(reference, "ReferenceDay")),
        (_("Nơi áp dụng"), _listed(document.get("places"), place_names) or _("cả nước")),
        (_("Vụ việc"), _listed(document.get("incidents"), incident_names) or _("mọi vụ việc")),
        (_("Nguyên nhân"), _causes(document) or _("mọi nguyên nhân")),
    ]
    if document.get("note"):
        rows.append((_("Điều còn phải xác nhận"), document["note"]))
    return [Fact(name, value) for name, value in rows]


def confirmation_of(page: PolicyPage) -> list[Fact]:
    """Return who confirmed the version in use, or that nobody did, and how it ended."""
    rows = [Fact(_("Văn bản của"), page.owner or _("trung ương, thành phố"))]
    if page.confirmed_at is None:
        rows.append(Fact(_("Xác nhận"), _("chưa ai xác nhận; chỉ dùng để ước tính")))
    else:
        who = page.confirmed_by or _("bản phát hành của chương trình")
        rows.append(Fact(_("Xác nhận"), f"{who}, {moment(page.confirmed_at)}"))
    if page.file is not None:
        rows.append(
            Fact(_("Văn bản đã ký"), page.file.file_name, f"/policies/{page.id}/versions/{page.in_use}/text", _("Mở"))
        )
    if page.ended_on is not None:
        says = _("hết ngày %(day)s: %(reason)s", day=day(page.ended_on), reason=page.ended_reason)
        rows.append(Fact(_("Kết thúc"), says))
    return rows


def benefits_of(document: Data, names: Names) -> list[BenefitView]:
    """Return the benefits as blocks, in the order of the document."""
    benefits = document.get("benefits") or []
    last = len(benefits) - 1
    groups: dict[str, list[tuple[str, str]]] = {}
    for benefit in benefits:
        groups.setdefault(benefit.get("group", ""), []).append((benefit["code"], benefit["title"]))
    return [_benefit(benefit, names, groups, number > 0, number < last) for number, benefit in enumerate(benefits)]


def steps_of(page: PolicyPage) -> tuple[list[Step], list[Step]]:
    """Return the next step (none or one) and the other things this reader may do."""
    here = f"/policies/{page.id}"
    add = Step(
        f"{here}/benefits/new", _("Thêm khoản hỗ trợ"), _("Hai trang: cho ai và tính thế nào, rồi mức và điều kiện.")
    )
    confirm = Step(
        f"{here}/confirm", _("Xem lại và xác nhận"), _("Cần văn bản đã ký. Bản được xác nhận dùng để ra quyết định.")
    )
    others = [Step(f"{here}/edit", _("Sửa phần đầu văn bản"))] if page.may_edit else []
    if page.may_discard:
        others.append(Step(f"{here}/discard", _("Bỏ bản chưa xác nhận")))
    if page.may_end:
        others.append(Step(f"{here}/end", _("Kết thúc hiệu lực")))
    if page.may_confirm and page.document["benefits"]:
        return [confirm], [add, *others] if page.may_edit else others
    return (
        ([add], others) if page.may_edit and not page.confirmed else ([], [add, *others] if page.may_edit else others)
    )


def waiting_says(page: PolicyPage) -> str:
    """Return what waits for confirmation and why this reader cannot give it; nothing where nothing waits."""
    if page.pending is None:
        return ""
    if page.confirmed:
        says = _("Bản %(new)s đang chờ xác nhận; bản %(old)s vẫn được dùng.", new=page.pending, old=page.in_use)
    else:
        says = _("Chưa xác nhận: chỉ để ước tính, chưa ra quyết định được.")
    return says if page.may_confirm or page.confirm.why_not is None else f"{says} {_why_not(page)}"


def _why_not(page: PolicyPage) -> str:
    refusal = page.confirm.why_not
    if refusal is not None and refusal.code == "entered_it_yourself":
        return sentence(refusal)
    if page.owner:
        return _("Người đứng đầu %(owner)s xác nhận.", owner=page.owner)
    return _("Thành phố xác nhận.")


def _of_group(benefit: Data, groups: Groups) -> list[str]:
    """Return the other benefits of the same group; where the group has no other yet, that is told."""
    group = benefit.get("group")
    if not group:
        return []
    others = [title for code, title in groups.get(group, ()) if code != benefit["code"]]
    return others or [_("các khoản khác của nhóm “%(group)s”", group=group)]


def _benefit(benefit: Data, names: Names, groups: Groups, may_move_up: bool, may_move_down: bool) -> BenefitView:
    return BenefitView(
        code=benefit["code"],
        title=benefit["title"],
        clause=benefit["clause"],
        text=benefit.get("text", ""),
        amount=amount_of(benefit, names),
        facts=_facts(benefit, names, groups),
        conditions=conditions_of(benefit),
        note=benefit.get("note", ""),
        may_move_up=may_move_up,
        may_move_down=may_move_down,
    )


def _facts(benefit: Data, names: Names, groups: Groups) -> list[Fact]:
    purpose = benefit.get("purpose") or PURPOSE_OF.get(benefit["who"], "")
    funds = ", ".join(label(kind, "FundSource") for kind in benefit.get("fund_kinds") or ())
    rows = [
        (_("Cho ai"), label(benefit["who"], "PolicySubject")),
        (_("Nguồn chi"), funds or _("mọi nguồn")),
        (_("Thời hạn quyết định"), limit_of(benefit)),
        (_("Mức tối thiểu"), _("có thể nâng, kèm lý do") if benefit.get("floor") else ""),
        (_("Chỉ lấy mức cao nhất, cùng với"), "; ".join(_of_group(benefit, groups))),
        (_("Không hưởng cùng"), "; ".join(ref_name(ref, names) for ref in benefit.get("not_with") or ())),
        (_("Mục đích"), label(purpose, "BenefitPurpose") if purpose else ""),
    ]
    return [Fact(name, value) for name, value in rows if value]


def _listed(codes: Any, names_of: Any) -> str:
    names = names_of(codes) if codes else {}
    return ", ".join(names.get(code, code) for code in codes or ())


def _causes(document: Data) -> str:
    return ", ".join(label(cause, "IncidentKind") for cause in document.get("causes") or ())


def title_of(document: Data) -> str:
    """Return the heading of a policy's page."""
    return f"{name_of(document)}: {document['title']}" if document.get("number") else str(document["title"])
