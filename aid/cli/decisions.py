"""`aid decision render` gives the stored paper of a decision, `aid verify` says which decision a file is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from aid.documents import storage
from aid.documents.decision import render_decision
from aid.documents.engine import renderer_version
from aid.domain.decisions import content_from_data
from aid.domain.signatures import Match
from aid.extensions import settings
from aid.queries import decisions
from aid.services.recognising import recognise
from aid.services.signatures import newest
from aid.services.trail import digest


@click.group("decision")
def decision_group() -> None:
    """Issued decisions and their papers."""


@decision_group.command("render")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--year", required=True, type=int, help="Year of the register.")
@click.option("--agency", required=True, help="Code of the agency.")
@click.option("--book", default=None, help="Document book, where a number stands in several.")
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option("--again", is_flag=True, help="Render anew and compare with the stored paper.")
def render_command(number: int, year: int, agency: str, book: str | None, output: Path, again: bool) -> None:
    """Write the PDF of a decision: the newest stored one, signed where it was signed; or with --again a new one.

    What is rendered again is compared with the one that was drawn, before any signature.
    """
    decision = decisions.shown(decisions.id_of(number, year=year, agency=agency, book=book), area=None)
    if again:
        _write(output, _rendered_again(decision))
        return
    if decision.pdf_sha256 is None:
        raise click.ClickException("Bản PDF chưa được lập; hãy chạy `aid worker --once` rồi thử lại.")
    _write(output, storage.get(settings().files, newest(decision.id, decision.pdf_sha256)))


def _rendered_again(decision: decisions.DecisionView) -> bytes:
    if digest(decision.content) != decision.content_sha256:
        raise click.ClickException("Nội dung đã lưu không khớp mã băm của nó; hãy chạy `aid check`.")
    paper = render_decision(content_from_data(decision.content))
    if decision.pdf_sha256 not in (None, hashlib.sha256(paper).hexdigest()):
        if decision.renderer != renderer_version():
            raise click.ClickException(
                f"Bản vẽ lại khác bản lưu vì khác bộ dựng: lưu bằng {decision.renderer}; nay là {renderer_version()}."
            )
        raise click.ClickException("Bản vẽ lại khác bản lưu dù cùng bộ dựng; hãy chạy `aid check`.")
    return paper


def _write(output: Path, paper: bytes) -> None:
    try:
        output.write_bytes(paper)
    except OSError as error:
        raise click.UsageError(f"Không ghi được {output}: {error.strerror}.") from error
    click.echo(f"{output}: {hashlib.sha256(paper).hexdigest()}")


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_command(file: Path) -> None:
    """Say which decision a file is, drawn or signed, or that it is none; exit 1 for none, or for a changed one."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise click.UsageError(f"Không đọc được {file}: {error.strerror}.") from error
    found = recognise(data)
    if found.decision_id is None:
        digest_of = hashlib.sha256(data).hexdigest()
        raise click.ClickException(f"Tệp này không phải bản PDF của quyết định nào (SHA-256 {digest_of}).")
    decision = decisions.shown(found.decision_id, area=None)
    day = decision.issued_on.strftime("%d/%m/%Y")
    named = f"Quyết định số {decision.full_number} ngày {day}, {decision.agency}, {decision.state.value}"
    if found.match is Match.CHANGED:
        raise click.ClickException(f"Tệp mang mã của {named}, nhưng không phải bản nào đã lưu: đã bị sửa hoặc lưu lại.")
    signed = f"; chữ ký số: {', '.join(found.parts)}" if found.parts else ""
    click.echo(f"{named}{signed}")
