"""`aid demo`: fill an empty database with the example."""

import json
import time

import click

from aid.cli import WrongUse
from aid.domain.money import grouped
from aid.extensions import settings
from aid.services.example.load import load
from aid.services.example.summary import books, counts

_UNITS = {"VND": "đồng", "kg_rice": "kg gạo"}


@click.command("demo")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def demo_command(as_json: bool) -> None:
    """Fill an empty database with the Khương Đình fire of 2023 and the year 2026; leave it where it stands."""
    if not settings().demo:
        raise WrongUse("Dữ liệu mẫu có mật khẩu ai cũng biết, nên chỉ nạp khi đặt AID_DEMO=1.")
    began = time.monotonic()
    was_there = load().was_there
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        answer = {"version": 1, "loaded": not was_there, "seconds": seconds, "counts": counts(), "funds": books()}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo("Dữ liệu mẫu đã có sẵn, giữ nguyên." if was_there else f"Đã nạp dữ liệu mẫu trong {seconds} giây.")
    _tell()


def _tell() -> None:
    known = counts()
    click.echo(
        f"{known['incidents']} vụ việc, {known['cases']} hồ sơ hộ, {known['people']} người (tên tự đặt), "
        f"{known['decisions']} quyết định, {known['payments']} khoản chi, {known['users']} tài khoản."
    )
    for fund in books():
        unit = _UNITS[fund["unit"]]
        click.echo(f"{fund['code']}: nhận {grouped(fund['received'])}, đã chi {grouped(fund['spent'])} {unit}")
