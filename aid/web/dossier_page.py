"""What one person sees and may do on the page of a dossier: the gate, what is unusual, the next step."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid import clock
from aid.domain.band_splits import Split
from aid.domain.case_tasks import TaskState
from aid.domain.dossiers import DOSSIER_STEPS, DossierState
from aid.domain.duties import Duty, Pair, check_duty
from aid.domain.errors import Refusal
from aid.domain.gates import Gate, GateFacts, GateResult, results
from aid.domain.on_call import check_place_held
from aid.domain.roles import Action, Actor
from aid.domain.transitions import Transition, steps_from
from aid.queries.dossier_views import DossierView, LineRow
from aid.queries.duplicates import Duplicate
from aid.queries.duty_rules import apart_on
from aid.queries.named_steps import Named
from aid.web.duty_notes import foreseen
from aid.web.filters import day, number, quantity
from aid.web.gate_words import GATE_CURES, GATE_LACKS, GATE_WORDS
from aid.web.labels import label
from aid.web.messages import sentence
from aid.web.parts import TaskItem
from aid.web.people_words import in_place_of


class Words(NamedTuple):
    """What a step is called on its button, what comes after it, and the message once it is done."""

    verb: object
    then: object
    done: str


STEP_WORDS = {
    "submit": Words(_l("Trình thẩm định"), _l("Hồ sơ chuyển sang người thẩm định và không sửa được nữa."), "submitted"),
    "review": Words(_l("Thông qua, trình ký"), _l("Hồ sơ chuyển sang lãnh đạo ký."), "reviewed"),
    "sign": Words(_l("Ký ban hành"), _l("Hồ sơ chuyển sang văn thư để vào sổ, cấp số và phát hành."), "signed"),
    "issue": Words(
        _l("Vào sổ, cấp số"),
        _l("Quyết định được cấp số và phát hành; tiền được giữ trong nguồn, kế toán lập chi trả."),
        "issued",
    ),
    "return": Words(_l("Trả lại bổ sung"), _l("Hồ sơ về cán bộ lập để sửa rồi trình lại."), "returned"),
    "refuse": Words(_l("Không phê duyệt"), _l("Hồ sơ dừng hẳn; các khoản có thể đưa vào hồ sơ khác."), "refused"),
    "reopen": Words(_l("Mở lại để sửa"), _l("Hồ sơ về bản nháp để bổ sung rồi trình lại."), "reopened"),
}
# Where the steps that stop a dossier live: one address per role that may take them.
BACK_PATHS = {
    ("submitted", "return"): "review/return",
    ("submitted", "refuse"): "review/refuse",
    ("reviewed", "return"): "sign/return",
    ("reviewed", "refuse"): "sign/refuse",
    ("signed", "return"): "issue/return",
    ("signed", "refuse"): "sign/refuse",
}


_BEFORE_SIGNING = frozenset({"submitted", "reviewed"})
# What a route may give to one person by name; to send a dossier back stays everybody's of the role.
_NAMED_STEPS = frozenset({"review", "sign"})

# More than these are told as a number: the approver reads one screen.
_MOST_TOLD = 4


class OnItsWay(Protocol):
    """What walks the steps of a dossier: a dossier, or a change of a decision."""

    @property
    def id(self) -> int: ...
    @property
    def agency_id(self) -> int: ...
    @property
    def state(self) -> DossierState: ...
    @property
    def named(self) -> Mapping[Duty, Named]: ...
    def held_by(self, user_id: int) -> Collection[Duty]: ...


class Link(NamedTuple):
    """A step the person may take from here."""

    step: str
    href: str
    text: str
    then: str


@dataclass(frozen=True)
class Steps:
    """The one step forward, the ways back, and why the person may not take the step that waits."""

    forward: Link | None
    back: Sequence[Link]
    barred: str
    joins: str
    can_change: bool


class Unusual(NamedTuple):
    """Something a careful eye should rest on."""

    says: str
    tone: str


def steps_of(dossier: DossierView, actor: Actor) -> Steps:
    """Return what the actor may do: steps of the table, in the own agency, with no duty against it."""
    own = actor.agency_id == dossier.agency_id
    mine = [step for step in steps_from(DOSSIER_STEPS, dossier.state) if own and actor.may(step.action)]
    apart = apart_on(dossier.agency_id, clock.today()) if mine else frozenset()
    kept = {step: kept_from(step, dossier, actor, apart) for step in mine}
    free = [step for step in mine if not kept[step]]
    ahead = next((step for step in free if (dossier.state, step.step) not in BACK_PATHS), None)
    barred = next((kept[step] for step in mine if kept[step]), "")
    held = dossier.held_by(actor.user_id)
    return Steps(
        forward=_link(ahead, dossier) if ahead else None,
        back=[
            *(_link(step, dossier) for step in free if (dossier.state, step.step) in BACK_PATHS),
            *(_order_link(dossier) if own and actor.may(Action.DECISION_ISSUE) else ()),
        ],
        barred=barred,
        joins=foreseen(ahead.duty, held, actor) if ahead else "",
        can_change=ahead is not None and ahead.step == "submit",
    )


def acting(dossier: DossierView, actor: Actor) -> list[int]:
    """Return the reader where the next step is the reader's: whoever would act must not be tied to a receiver."""
    ahead = steps_of(dossier, actor).forward
    return [actor.user_id] if ahead is not None else []


def said(dossier: DossierView) -> str:
    """Return how much for how many households, as the button and the page after it repeat it."""
    return _(
        "%(sum)s cho %(households)s hộ",
        sum=quantity(dossier.total, dossier.unit),
        households=number(dossier.households),
    )


def gate_of(dossier: DossierView, facts: GateFacts) -> list[TaskItem]:
    """Return the ticks: what must hold before it is signed; of what does not, what is missing, who mends it, where."""
    return [_gate(result, dossier) for result in results(facts)]


def _gate(result: GateResult, dossier: DossierView) -> TaskItem:
    title = str(GATE_WORDS[result.gate])
    if result.is_open:
        return TaskItem(title, "done")
    names = list(dict.fromkeys(lack.name for lack in result.lacking))
    if result.gate is Gate.MONEY:
        names = [quantity(int(names[0]), dossier.unit)]
    more = _(" và %(n)s nữa", n=len(names) - _MOST_TOLD) if len(names) > _MOST_TOLD else ""
    lacks = str(GATE_LACKS[result.gate]) % {"names": ", ".join(names[:_MOST_TOLD]) + more}
    whose = f"{_upper(label(result.cured_by))}: " if result.cured_by else ""
    says = f"{lacks} {whose}{GATE_CURES[result.gate]}"
    state = TaskState.LOOK if result.only_warns else TaskState.TO_DO
    return TaskItem(title, state, href=result.lacking[0].href, reason=says)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def unusual_of(
    dossier: DossierView, same: Iterable[Duplicate], today: date, split: Split | None = None
) -> list[Unusual]:
    """Return what is unusual, the most pressing first: late, urgent, split below a band, raised, likely twice."""
    found = []
    if dossier.is_open and dossier.due_on and dossier.due_on < today:
        found.append(Unusual(_("Quá hạn giải quyết: hạn là %(day)s.", day=day(dossier.due_on)), "late"))
    if dossier.urgent:
        found.append(Unusual(_("Giải quyết khẩn cấp (Điều 17): %(why)s", why=dossier.urgent_reason), "soon"))
    if split is not None:
        found.append(Unusual(split_says(dossier, split), "soon"))
    raised = [line for line in dossier.lines if line.amount > line.computed]
    found += [Unusual(_raised(line, dossier.unit), "soon") for line in raised[:_MOST_TOLD]]
    if len(raised) > _MOST_TOLD:
        found.append(Unusual(_("Và %(n)s khoản nâng mức nữa, xem bảng dưới.", n=len(raised) - _MOST_TOLD), "soon"))
    twice = _twice(same)
    return [*found, Unusual(twice, "soon")] if twice else found


def split_says(dossier: DossierView, split: Split) -> str:
    """Return in one sentence with which dossiers it passes a band, what they come to, and by which rule."""
    codes = [one.code for one in split.siblings]
    more = _(" và %(n)s hồ sơ nữa", n=len(codes) - _MOST_TOLD) if len(codes) > _MOST_TOLD else ""
    shared = _(", có hộ chung") if split.siblings[0].shares_household else ""
    return _(
        "%(code)s và %(others)s cùng vụ việc, cùng chính sách%(shared)s: từng hồ sơ dưới mức, cộng lại %(sum)s thì theo"
        " quy định khác (%(basis)s). Đúng là chia nhỏ thì trả lại để gộp một hồ sơ.",
        code=dossier.code, others=", ".join(codes[:_MOST_TOLD]) + more, shared=shared,
        sum=quantity(split.total, dossier.unit), basis=split.route.basis,
    )  # fmt: skip


def _twice(same: Iterable[Duplicate]) -> str:
    """Return in one sentence who may stand in another case too; '' where nobody does."""
    codes: dict[str, dict[str, None]] = {}
    for pair in same:
        codes.setdefault(pair.name, {})[pair.other_code] = None
    told = [f"{name} ({', '.join(list(found)[:_MOST_TOLD])})" for name, found in list(codes.items())[:_MOST_TOLD]]
    if not told:
        return ""
    more = _("; và %(n)s người nữa", n=len(codes) - len(told)) if len(codes) > len(told) else ""
    return _("Có thể trùng với hồ sơ khác trong vụ việc: %(names)s%(more)s.", names="; ".join(told), more=more)


def _raised(line: LineRow, unit: str) -> str:
    return _(
        "%(name)s: %(amount)s thay cho mức tối thiểu %(least)s. Lý do: %(reason)s",
        name=line.beneficiary,
        amount=quantity(line.amount, unit),
        least=quantity(line.computed, unit),
        reason=line.raised_reason,
    )


def words_of(step: str, dossier: DossierView) -> Words:
    """Return what a step is called; a number given before the signature is not given again."""
    if step != "issue" or not dossier.number_ahead:
        return STEP_WORDS[step]
    verb = _("Phát hành số %(number)s", number=dossier.number_ahead)
    then = _("Người ký ký số trên quyết định, rồi văn thư ký số của cơ quan; sau đó kế toán mới lập chi trả.")
    return Words(verb, then, "issued_unsigned")


def _link(step: Transition, dossier: DossierView) -> Link:
    words = words_of(step.step, dossier)
    path = BACK_PATHS.get((dossier.state, step.step), step.step)
    sums = step.step in {"submit", "review", "sign", "issue"}
    text = f"{words.verb}: {said(dossier)}" if sums else str(words.verb)
    return Link(step.step, f"/dossiers/{dossier.id}/{path}", text, str(words.then))


def _order_link(dossier: DossierView) -> tuple[Link, ...]:
    """Return the way to the order of signing, which the clerk may choose before the signature."""
    if dossier.state not in _BEFORE_SIGNING:
        return ()
    return (Link("order", f"/dossiers/{dossier.id}/order", _("Trình tự ký, cấp số trước"), ""),)


def kept_from(step: Transition, dossier: OnItsWay, actor: Actor, apart: Collection[Pair]) -> str:
    """Return why the actor does not take a step: a duty against it, or the route names somebody else for it."""
    named = dossier.named.get(step.duty) if step.duty and step.step in _NAMED_STEPS else None
    if named is not None and actor.user_id not in named.hands:
        names = [named.name, *in_place_of(named.user_id, named.name, named.hands)]
        return _("Trình tự duyệt giao bước này cho %(name)s.", name=", ".join(names))
    return barred_by(step, dossier.held_by, actor, apart)


def barred_by(
    step: Transition, held_by: Callable[[int], Collection[Duty]], actor: Actor, apart: Collection[Pair]
) -> str:
    """Return why somebody may not take a step: what he did bars him, or on call what the one did whose place he takes.

    "" where nothing does.
    """
    if step.duty is None:
        return ""
    place = actor.doing(step.action).acts_for
    try:
        check_duty(step.duty, held_by(actor.user_id), apart)
        if place:
            check_place_held(step.duty, held_by(place.for_id), apart, place)
    except Refusal as refusal:
        return sentence(refusal)
    return ""


def who_of(dossier: DossierView) -> list[tuple[str, str]]:
    """Return who did which part of it."""
    return [
        (_upper(label(row.duty)), ", ".join(part for part in (row.name, row.title) if part)) for row in dossier.duties
    ]
