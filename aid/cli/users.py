"""Accounts from the command line: the first administrator, and the way back in for one who lost the password."""

from typing import Any, Final

import click

from aid.cli import WrongUse
from aid.domain.roles import Role
from aid.queries.agencies import agency_id_of
from aid.queries.users import user_id_of
from aid.services import agencies, sign_ins, users
from aid.services.users import NewUser, UserValues

_PASSWORD: Final[dict[str, Any]] = {
    "prompt": "Mật khẩu (ít nhất 15 ký tự)",
    "hide_input": True,
    "confirmation_prompt": "Gõ lại mật khẩu",
    "help": "Không ghi ở đây thì chương trình hỏi; ghi ở đây thì mật khẩu nằm lại trong lịch sử dòng lệnh.",
}


@click.group("user")
def user_group() -> None:
    """Tài khoản: thêm người quản trị đầu tiên, đặt lại mật khẩu, khóa."""


@user_group.command("add")
@click.option("--username", prompt="Tên đăng nhập", help="Chữ thường không dấu, chữ số, dấu chấm hoặc gạch.")
@click.option("--name", "full_name", prompt="Họ tên")
@click.option("--title", default="", help="Chức danh trên văn bản.")
@click.option("--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]))
@click.option("--agency", help="Mã của một cơ quan đã có.")
@click.option("--place", help="Mã phường, xã; UBND ở đó được lập nếu chưa có.")
@click.option("--password", **_PASSWORD)
def add(
    username: str,
    full_name: str,
    title: str,
    roles: tuple[str, ...],
    agency: str | None,
    place: str | None,
    password: str,
) -> None:
    """Thêm một tài khoản; không ghi vai trò nào thì là người quản trị."""
    agency_id = _agency(agency, place)
    held = frozenset(Role(role) for role in roles) or frozenset({Role.ADMINISTRATOR})
    users.add(NewUser(username, UserValues(full_name, title), agency_id, held, password), actor=None)
    click.echo(f"Đã thêm {full_name}; đăng nhập bằng tên {username.strip().lower()}.")


@user_group.command("password")
@click.argument("username")
@click.option("--password", **_PASSWORD)
def set_password(username: str, password: str) -> None:
    """Đặt lại mật khẩu; mọi thiết bị của người đó bị đăng xuất."""
    sign_ins.set_password(user_id_of(username), password)
    click.echo("Đã đặt mật khẩu.")


def _agency(code: str | None, place: str | None) -> int:
    """Return the agency the options name, or that of the ward the person is asked for."""
    if code is not None and place is not None:
        raise WrongUse("Hãy ghi --agency MÃ_CƠ_QUAN hoặc --place MÃ_PHƯỜNG_XÃ (một trong hai).")
    if code is None and place is None:
        place = click.prompt("Mã phường, xã của cơ quan (5 chữ số)")
    if place is not None:
        return agencies.add_ward(place, actor=None)
    found = agency_id_of(code or "")
    if found is None:
        raise WrongUse(f"Chưa có cơ quan mã {code}; ghi --place MÃ_PHƯỜNG_XÃ để lập.")
    return found
