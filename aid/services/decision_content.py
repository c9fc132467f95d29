"""Composing what a decision says, from rows, as plain values: for the draft's preview and, frozen, for the decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.cause_words import CAUSE_WORDS, CLASS_WORDS, HELP_WORDS
from aid.domain.dates import show
from aid.domain.decision_changes import OldDecision
from aid.domain.decision_wording import Award, Payment, annex_title, articles_for, figures, recipients_for, subject_for
from aid.domain.decision_wording import has_annex as needs_annex
from aid.domain.decisions import (
    AnnexRow,
    DecisionContent,
    authority_line,
    content_from_data,
    day_words,
    document_title,
    number_text,
)
from aid.domain.norms import Norm
from aid.domain.papers import PaperState
from aid.domain.policies import Policy, legal_bases
from aid.domain.replacements import ON_DOCUMENTS, article_of_replacement
from aid.domain.urgency import urgent_ground
from aid.extensions import settings
from aid.models.cases import Evaluation, Harm
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.households import Person
from aid.models.incidents import Incident
from aid.models.papers import Paper
from aid.models.policies import Norm as NormRow
from aid.models.users import Agency, User
from aid.queries.replacements import of_dossier
from aid.services.dossier_lines import live_lines, policy_of
from aid.services.signers import Signer, lines_of, scope_of, signs_as

_HONORIFIC = {"m": "ông", "f": "bà", "": "ông (bà)"}


@dataclass(frozen=True)
class Given:
    """What the clerk's step adds: number and day (None on a draft), and the code under which it can be verified."""

    number: int | None = None
    day: date | None = None
    verify_code: str = ""


def compose(session: Session, dossier: Dossier, given: Given, *, signer: User) -> DecisionContent:
    """Return the whole content of a dossier's decision as plain values (Mẫu 1.2 of NĐ 30/2020).

    Amounts are in the fund's unit. Later changes of the rows change nothing in it.
    """
    agency = session.get_one(Agency, dossier.agency_id)
    lines = live_lines(session, dossier.id)
    policy = policy_of(session, dossier.policy_code)
    award = award_of(session, dossier, lines, policy)
    number = number_text(given.number, agency.symbol) if given.number else None
    subject, replaces = subject_for(award), _replaces(session, dossier)
    return DecisionContent(
        parent_agency=agency.parent_line,
        agency=tuple(agency.letterhead.splitlines()),
        place=agency.dateline,
        number=number,
        symbol=agency.symbol,
        day=given.day,
        subject=subject,
        authority=authority_line(agency.authority),
        issuer=agency.authority,
        grounds=(
            *_grounds(dossier, legal_bases(policy, given.day or clock.today(), norm_of(session, lines))),
            *replaces.grounds,
        ),
        proposal=_proposal(session, agency, dossier),
        articles=(articles := _articles(award, agency, _payment(agency, dossier, lines), replaces)),
        recipients=_recipients(agency, last=len(articles)),
        signing=lines_of(Signer(signer, _form_of(dossier, signer)), agency),
        signer=signer.full_name,
        unit=dossier.fund.unit,
        total=award.total,
        title=document_title(number, subject),
        annex=award.rows if needs_annex(award) else (),
        annex_title=annex_title(award) if needs_annex(award) else "",
        verify_code=given.verify_code,
        verify_url=f"{settings().base_url}/verify/{given.verify_code}" if given.verify_code else "",
        explanations=_explanations(lines),
    )


def award_of(session: Session, dossier: Dossier, lines: Sequence[DossierLine], policy: Policy) -> Award:
    """Return what the dossier grants: one row per line in the dossier's order, and the counts over them."""
    dead = _dead_of(session, lines)
    rows = tuple(_row(place, line, line.entitlement.person_id in dead) for place, line in enumerate(lines, start=1))
    first = lines[0].entitlement
    return Award(
        help=HELP_WORDS[policy.kind],
        cause=_cause(dossier.incident),
        unit=dossier.fund.unit,
        rows=rows,
        households=len({line.entitlement.case_id for line in lines}),
        people=len({(line.entitlement.case_id, line.entitlement.person_id) for line in lines}),
        addressed=_addressed(first, first.person_id in dead),
    )


def _articles(award: Award, agency: Agency, payment: Payment, replaces: "_Replaces") -> tuple[tuple[str, ...], ...]:
    return articles_for(award, payment, tuple(agency.executors.splitlines()), replacing=replaces.article)


def _recipients(agency: Agency, *, last: int) -> tuple[str, ...]:
    others = tuple(agency.recipients.splitlines())
    return recipients_for(unit_symbol=_drafter(agency), others=others, article=last)


class _Replaces(NamedTuple):
    """What a decision says of the one it replaces; nothing for an ordinary one."""

    article: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


def _replaces(session: Session, dossier: Dossier) -> _Replaces:
    replaced = of_dossier(dossier.id)
    if replaced is None:
        return _Replaces()
    decision = session.get_one(Decision, replaced.decision_id)
    content = content_from_data(decision.content)
    old = OldDecision(decision.full_number, decision.issued_on, content.issuer, content.subject, decision.unit)
    article = article_of_replacement(old, replaced.reason, [line.as_line() for line in replaced.lines])
    return _Replaces(article, (ON_DOCUMENTS,))


def _row(place: int, line: DossierLine, is_dead: bool) -> AnnexRow:
    entitlement = line.entitlement
    person = entitlement.person or head_of(entitlement)
    household = entitlement.case.household
    name = person.full_name if person else entitlement.case.head_name
    return AnnexRow(
        stt=place,
        name=name,
        birth=birth_of(person),
        identity=(person.identity_number or "") if person else "",
        address=household.address,
        category=CLASS_WORDS[household.poverty_class],
        ground=ground_of(entitlement, line.amount),
        amount=line.amount,
        payee=_receiver(entitlement) if entitlement.payee_name != name else "",
        account=", ".join(part for part in (entitlement.payee_account, entitlement.payee_bank) if part),
        note="Đã chết" if is_dead else "",
    )


def _explanations(lines: Sequence[DossierLine]) -> tuple[dict[str, Any], ...]:
    known = ((line, line.entitlement.explanation) for line in lines)
    return tuple({"position": line.position, **explanation} for line, explanation in known if explanation)


def ground_of(entitlement: Entitlement, amount: int) -> str:
    """Return what a line of the list is for and how its amount came about, a raise above the least included."""
    raised = f", nâng lên {figures(amount, entitlement.unit)}" if amount != entitlement.computed else ""
    return f"{entitlement.title}: {entitlement.says}{raised} ({entitlement.clause})"


def head_of(entitlement: Entitlement) -> Person | None:
    """Return the head of the household that a household's line is for."""
    return next((one for one in entitlement.case.household.people if one.relation == "head"), None)


def birth_of(person: Person | None) -> str:
    """Return a person's birth as a paper shows it: a day, a year, or nothing."""
    if person is None or not (person.birth_date or person.birth_year):
        return ""
    return show(person.birth_date) if person.birth_date else str(person.birth_year)


def _receiver(entitlement: Entitlement) -> str:
    extra = f" ({entitlement.payee_relation})" if entitlement.payee_relation else ""
    return f"{entitlement.payee_name}{extra}"


def _addressed(entitlement: Entitlement, is_dead: bool) -> str:
    person = entitlement.person or head_of(entitlement)
    called = _HONORIFIC[person.sex if person else ""]
    if entitlement.person_id is None:
        return f"hộ {called}"
    return f"thân nhân {called}" if is_dead else called


def _dead_of(session: Session, lines: Sequence[DossierLine]) -> set[int | None]:
    cases = {line.entitlement.case_id for line in lines}
    return set(session.scalars(select(Harm.person_id).where(Harm.case_id.in_(cases), Harm.kind == "dead")))


def _cause(incident: Incident) -> str:
    return f"do {CAUSE_WORDS[incident.kind]} {day_words(incident.occurred_on)} tại {incident.address}"


def _grounds(dossier: Dossier, bases: tuple[str, ...]) -> tuple[str, ...]:
    return (*bases, urgent_ground(dossier.urgent_reason)) if dossier.urgent else bases


def _proposal(session: Session, agency: Agency, dossier: Dossier) -> str:
    """Return the last ground; the tờ trình is named with its day where the program numbered it (NĐ 30/2020 II.5)."""
    wanted = select(Paper.number, Paper.day).where(
        Paper.dossier_id == dossier.id, Paper.kind == "proposal", Paper.state == PaperState.FINAL
    )
    days = dict(session.execute(wanted.where(Paper.number.is_not(None)).order_by(Paper.id)).all())
    number = dossier.proposal_number or next(iter(reversed(days)), "")
    day = days.get(number)
    at = f" tại Tờ trình số {number}{f' {day_words(day)}' if day else ''}" if number else ""
    return f"Theo đề nghị của {agency.proposer}{at}"


def _payment(agency: Agency, dossier: Dossier, lines: Sequence[DossierLine]) -> Payment:
    by_account = {bool(line.entitlement.payee_account) for line in lines}
    cash_or_bank = "both" if len(by_account) > 1 else "bank" if by_account == {True} else "cash"
    source = dossier.fund.name + (f" ({dossier.fund.budget_line})" if dossier.fund.budget_line else "")
    method = "goods" if dossier.fund.unit != "VND" else cash_or_bank
    return Payment(source=source, payer=agency.payer, partner=agency.department, method=method)


def _form_of(dossier: Dossier, signer: User) -> str:
    """Return the form it was signed in, with the delegation of that day; of a draft the one of today."""
    if dossier.signed_form:
        return dossier.signed_form
    today = signs_as(signer, clock.today(), scope_of(dossier))
    return today.form if today else signer.signing_form or "head"


def _drafter(agency: Agency) -> str:
    return agency.archive.removeprefix("VT,").strip()


def norm_of(session: Session, lines: Sequence[DossierLine]) -> Norm | None:
    """Return the norm the lines were computed with, with its citation for the căn cứ."""
    ids = {line.entitlement.evaluation_id for line in lines if line.entitlement.times_norm}
    answer = session.scalar(select(Evaluation.answer).where(Evaluation.id.in_(ids)).order_by(Evaluation.id.desc()))
    if not answer or not answer.get("norm"):
        return None
    norm = answer["norm"]
    wanted = select(NormRow).where(
        NormRow.basis == norm["basis"], NormRow.scope == norm["scope"], NormRow.amount == norm["amount"]
    )
    row = session.scalar(wanted.order_by(NormRow.valid_from.desc()))
    return (
        None
        if row is None
        else Norm(
            scope=row.scope,
            amount=row.amount,
            valid_from=row.valid_from,
            basis=row.basis,
            confirmed=row.confirmed,
            province_code=row.province_code,
            citation=row.citation,
        )
    )
