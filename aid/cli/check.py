"""`aid check`: prove ledger, numbers, states, duties, files and the trail; exit 1 with findings."""

from __future__ import annotations

import json
from typing import Any

import click

from aid.domain.money import grouped
from aid.services import check
from aid.services.check import Finding, Report


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON.")
def check_command(as_json: bool) -> None:
    """Kiểm tra sổ cái, số văn bản, trạng thái, phần việc, tệp và chuỗi sự kiện."""
    report = check.run()
    if as_json:
        click.echo(json.dumps(as_data(report), ensure_ascii=False, indent=2))
    else:
        _say(report)
    if not report.ok:
        raise SystemExit(1)


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as contracts.md describes it."""
    return {
        "version": 1,
        "ok": report.ok,
        "findings": [finding._asdict() for finding in report.findings],
        "funds": list(report.funds),
        "counts": report.counts,
        "positions": list(report.positions),
        "head": report.head._asdict(),
    }


def _say(report: Report) -> None:
    for fund in report.funds:
        click.echo(
            f"{fund['code']}: nhận {grouped(fund['received'])}, giữ chỗ {grouped(fund['reserved'])},"
            f" chi {grouped(fund['spent'])}, còn {grouped(fund['available'])} ({fund['unit']})"
        )
    click.echo(f"Đã đối chiếu {grouped(sum(report.counts.values()))} dòng và {grouped(report.head.seq)} sự kiện.")
    click.echo(f"Đầu chuỗi: {report.head.seq} {report.head.hash}")
    for finding in report.findings:
        click.echo(_line(finding), err=True)
    if report.ok:
        click.echo("Không phát hiện sai lệch.")


def _line(finding: Finding) -> str:
    return f"{finding.code} {finding.table} {finding.row}: {finding.says}"
