"""Composing what a decision that changes another says, as the same plain values as any decision (Mẫu 1.2)."""

from sqlalchemy.orm import Session

from aid.domain.decision_changes import OldDecision, Treatment, WithdrawnLine, articles_of_change, subject_of_change
from aid.domain.decision_wording import recipients_for
from aid.domain.decisions import DecisionContent, authority_line, content_from_data, document_title, signing_lines
from aid.extensions import settings
from aid.models.decision_changes import DecisionChange
from aid.models.users import Agency, User
from aid.services.signers import Signer, lines_of

# What was issued is changed only by a document of equal form (Điều 18 khoản 3).
_ON_DOCUMENTS = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"


def compose_change(session: Session, change: DecisionChange, *, signer: User | None) -> DecisionContent:
    """Return the whole content of a change; before it is issued without number, day and code.

    `total` is what is called off and what is to return, in the unit of the earlier decision.
    """
    agency = session.get_one(Agency, change.agency_id)
    old, content = old_decision(change), content_from_data(change.decision.content)
    lines = [WithdrawnLine(row.line.beneficiary, row.amount, row.treatment) for row in change.lines]
    subject = subject_of_change(change.kind, old)
    articles = articles_of_change(
        change.kind, old, lines, wording=change.wording, reason=change.reason,
        executors=tuple(agency.executors.splitlines()),
    )  # fmt: skip
    code = change.verify_code or ""
    return DecisionContent(
        parent_agency=agency.parent_line,
        agency=tuple(agency.letterhead.splitlines()),
        place=agency.dateline,
        number=change.full_number or None,
        symbol=agency.symbol,
        day=change.issued_on,
        subject=subject,
        authority=authority_line(agency.authority),
        issuer=agency.authority,
        grounds=(*content.grounds[:1], _ON_DOCUMENTS),
        proposal=f"Theo đề nghị của {agency.proposer}",
        articles=articles,
        recipients=recipients_for(
            unit_symbol=agency.archive.removeprefix("VT,").strip(),
            others=tuple(agency.recipients.splitlines()),
            article=len(articles),
        ),
        signing=_signing(agency, change, signer),
        signer=signer.full_name if signer else "",
        unit=change.decision.unit,
        total=sum(row.amount for row in lines if row.treatment is not Treatment.NONE),
        title=document_title(change.full_number or None, subject),
        verify_code=code,
        verify_url=f"{settings().base_url}/verify/{code}" if code else "",
    )


def old_decision(change: DecisionChange) -> OldDecision:
    """Return the earlier decision as the paper names it."""
    decision = change.decision
    content = content_from_data(decision.content)
    return OldDecision(decision.full_number, decision.issued_on, content.issuer, content.subject, decision.unit)


def _signing(agency: Agency, change: DecisionChange, signer: User | None) -> tuple[str, ...]:
    if signer is None:
        return signing_lines("head", head=agency.head_title)
    return lines_of(Signer(signer, change.signed_form or signer.signing_form or "head"), agency)
