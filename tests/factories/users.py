"""Offices and the people in them."""

from datetime import date
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import select

from aid import clock
from aid.domain.agencies import AgencyKind
from aid.domain.roles import Actor, Role
from aid.extensions import db
from aid.models.places import Place
from aid.models.users import Agency, User, UserRole

PASSWORD = "bốn từ tiếng Việt dễ nhớ"
_LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_DAY_OF_REFORM = date(2025, 7, 1)
_hashes: dict[str, str] = {}


def place_of(code: str = "00364", valid_from: date | None = None) -> Place:
    """The unit with this code: today's, or the one valid from a day."""
    wanted = select(Place).where(Place.code == code)
    wanted = wanted.where(Place.valid_from == valid_from) if valid_from else wanted.where(Place.valid_to.is_(None))
    return db.session.scalars(wanted).one()


def make_agency(code: str = "khuong-dinh", *, place: Place | None = None, **more: Any) -> Agency:
    """A ward's people's committee with its letterhead; the same code gives the same agency again."""
    known = db.session.scalars(select(Agency).where(Agency.code == code)).one_or_none()
    if known is not None:
        return known
    values: dict[str, Any] = {
        "name": f"UBND phường {code}",
        "kind": AgencyKind.WARD,
        "valid_from": _DAY_OF_REFORM,
        "letterhead": "ỦY BAN NHÂN DÂN\nPHƯỜNG KHƯƠNG ĐÌNH",
        "authority": "Chủ tịch Ủy ban nhân dân phường Khương Đình",
        "dateline": "Khương Đình",
        "head_title": "CHỦ TỊCH",
        "symbol": "QĐ-UBND",
        "archive": "VT, VHXH",
        "proposer": "Trưởng phòng Văn hóa - Xã hội",
        "executors": "Chánh Văn phòng\nTrưởng phòng Văn hóa - Xã hội",
        "payer": "Ủy ban nhân dân phường",
        "department": "Phòng Văn hóa - Xã hội",
    }
    agency = Agency(code=code, place_id=(place or place_of()).id, **(values | more))
    db.session.add(agency)
    db.session.commit()
    return agency


def make_user(username: str, *roles: Role, agency: Agency | None = None, password: str = "", **more: Any) -> User:
    """A person with these roles, by default in the ward of the stories; no password, no sign-in page."""
    values = {"full_name": f"Nguyễn Thị {username.capitalize()}", "title": "Công chức"} | more
    user = User(
        username=username,
        agency_id=(agency or make_agency()).id,
        password_hash=_hash_of(password) if password else None,
        created_at=clock.now(),
        roles=[UserRole(role=role) for role in roles],
        **values,
    )
    db.session.add(user)
    db.session.commit()
    return user


def actor_of(user: User) -> Actor:
    """The value that services and queries take for this person."""
    return Actor(user.id, user.agency_id, user.full_name, user.title, frozenset(row.role for row in user.roles))


def actor(username: str, *roles: Role, agency: Agency | None = None, **more: Any) -> Actor:
    """A new person, as an actor at once."""
    return actor_of(make_user(username, *roles, agency=agency, **more))


def _hash_of(password: str) -> str:
    if password not in _hashes:
        _hashes[password] = _LIGHT.hash(password)
    return _hashes[password]
