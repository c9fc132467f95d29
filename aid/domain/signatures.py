"""Digital signatures on a paper: whose turn it is, what was found in a file, and whether a file from outside is ours.

NĐ 30/2020 Điều 5 and Phụ lục I: the signer signs when number and day stand in the file, then the clerk for the agency;
both signatures together make the file an original. A signed file is a further file beside the one that was drawn.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from aid.domain.errors import Refusal
from aid.domain.outgoing import SigningOrder


class Part(StrEnum):
    """For whom a signature stands on a paper."""

    SIGNER = "signer"
    AGENCY = "agency"


class Subject(StrEnum):
    """What bears digital signatures: a decision, one that changes another, or a paper of the process."""

    DECISION = "decision"
    CHANGE = "change"
    PAPER = "paper"


class Way(StrEnum):
    """How a signature came into a file: a key file, a token on the server, or another tool whose file was uploaded."""

    PKCS12 = "pkcs12"
    PKCS11 = "pkcs11"
    UPLOADED = "uploaded"


class Trust(StrEnum):
    """What is known of a certificate: issued under a root this office trusts, by nobody known, or out of its time."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    OUT_OF_TIME = "out_of_time"


class Since(StrEnum):
    """What was added to a file after a signature."""

    NOTHING = "nothing"
    SIGNATURES = "signatures"
    OTHER = "other"


class Match(StrEnum):
    """What a file at hand is, next to the decision it is held against."""

    ORIGINAL = "original"
    SIGNED = "signed"
    CHANGED = "changed"
    OTHER_DECISION = "other_decision"
    UNKNOWN = "unknown"


class SigningState(StrEnum):
    """What an issued paper of the electronic order still lacks before it counts."""

    UNSIGNED = "unsigned"
    UNSEALED = "unsealed"


ORDER = (Part.SIGNER, Part.AGENCY)


@dataclass(frozen=True)
class SignatureFound:
    """One signature as an examination found it; `signed_at` is what the signature itself tells, in UTC."""

    name: str
    organisation: str
    issuer: str
    serial: str
    fingerprint: str
    signed_at: datetime | None
    valid_from: datetime
    valid_to: datetime
    intact: bool
    whole: bool
    since: Since
    trust: Trust

    @property
    def holds(self) -> bool:
        """Say whether what was signed is unchanged: the signature fits, and only further signatures came after it."""
        return self.intact and self.since is not Since.OTHER


def as_data(found: Sequence[SignatureFound]) -> list[dict[str, Any]]:
    """Return what was found as JSON values; `from_data` gives it back."""
    return [{name: _plain(value) for name, value in asdict(one).items()} for one in found]


def from_data(data: Sequence[Mapping[str, Any]]) -> tuple[SignatureFound, ...]:
    """Return the signatures that `as_data` described."""
    return tuple(_found(one) for one in data)


def turn(done: Collection[Part], order: Sequence[Part] = ORDER) -> Part | None:
    """Return who signs next, None when all whose signatures the paper bears have signed."""
    return next((part for part in order if part not in done), None)


def check_turn(part: Part, done: Collection[Part], order: Sequence[Part] = ORDER) -> None:
    """Refuse a signature out of its turn: `signature_not_wanted`, `already_signed`, `signer_signs_first`."""
    _check_wanted(part, done, order)
    if part is not turn(done, order):
        raise Refusal("signer_signs_first")


def missing_up_to(part: Part, done: Collection[Part], order: Sequence[Part] = ORDER) -> tuple[Part, ...]:
    """Return the signatures a file must add when it is brought for `part`: those before it, and its own.

    Refusals `signature_not_wanted`, `already_signed`.
    """
    _check_wanted(part, done, order)
    return tuple(other for other in order[: order.index(part) + 1] if other not in done)


def _check_wanted(part: Part, done: Collection[Part], order: Sequence[Part]) -> None:
    if part not in order:
        raise Refusal("signature_not_wanted")
    if part in done:
        raise Refusal("already_signed")


def check_added(added: Sequence[SignatureFound], wanted: Sequence[Part], known: Mapping[Part, tuple[str, str]]) -> None:
    """Refuse a file whose new signatures are not exactly those that are wanted, in their order.

    `known` holds the fingerprint and the holder's name of each registered certificate. Who brings the file vouches for
    the last of `wanted` where no certificate is registered; an earlier one must be known. Refusals
    `file_without_signature`, `signature_broken`, `signature_out_of_time` (name, first, last),
    `signatures_not_as_wanted`, `signed_by_somebody_else`, `signer_certificate_unknown`.
    """
    if not added:
        raise Refusal("file_without_signature")
    for one in added:
        _check_good(one)
    if len(added) != len(wanted):
        raise Refusal("signatures_not_as_wanted", found=len(added), wanted=len(wanted))
    for one, part in zip(added, wanted, strict=True):
        if part not in known and part is not wanted[-1]:
            raise Refusal("signer_certificate_unknown", name=one.name)
        if part in known and known[part][0] != one.fingerprint:
            raise Refusal("signed_by_somebody_else", name=one.name, holder=known[part][1])


def _check_good(one: SignatureFound) -> None:
    if not one.holds:
        raise Refusal("signature_broken", name=one.name)
    if one.trust is Trust.OUT_OF_TIME:
        raise Refusal("signature_out_of_time", name=one.name, first=one.valid_from, last=one.valid_to)


def parts_missing(order: SigningOrder, done: Collection[Part]) -> tuple[Part, ...]:
    """Return whose digital signatures an issued paper still waits for; one that was signed by hand waits for none."""
    if order is SigningOrder.PAPER:
        return ()
    return tuple(part for part in ORDER if part not in done)


def signing_state(missing: Collection[Part]) -> SigningState | None:
    """Return what a paper that lacks these signatures is called; None where nothing is lacking."""
    if Part.SIGNER in missing:
        return SigningState.UNSIGNED
    return SigningState.UNSEALED if missing else None


def check_signed(number: str, missing: Collection[Part]) -> None:
    """Refuse to act on a paper whose digital signatures are not complete (NĐ 30/2020 Điều 5).

    Refusal `unsigned_by_signer`, `unsigned_by_agency` (number).
    """
    match signing_state(missing):
        case SigningState.UNSIGNED:
            raise Refusal("unsigned_by_signer", number=number)
        case SigningState.UNSEALED:
            raise Refusal("unsigned_by_agency", number=number)


def annex_line(number: str, at: datetime) -> str:
    """Return the line of the agency's signature on an annex in a file of its own (Mẫu 2.2); `at` is local time.

    "Số: 05/QĐ-UBND; 05/01/2026; 09:30:15+07:00": the time of day and its zone as ISO 8601 writes them.
    """
    if at.utcoffset() is None:
        raise ValueError("The time of a signature needs its zone.")
    return f"Số: {number}; {at:%d/%m/%Y}; {at.timetz().isoformat('seconds')}"


def trust_of(*, chained: bool, in_time: bool) -> Trust:
    """Return how far a certificate is trusted: its time comes first, then whether it leads to a trusted root."""
    if not in_time:
        return Trust.OUT_OF_TIME
    return Trust.TRUSTED if chained else Trust.UNKNOWN


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _found(data: Mapping[str, Any]) -> SignatureFound:
    days = {name: datetime.fromisoformat(data[name]) for name in ("valid_from", "valid_to")}
    signed_at = datetime.fromisoformat(data["signed_at"]) if data["signed_at"] else None
    coded = {"since": Since(data["since"]), "trust": Trust(data["trust"])}
    return SignatureFound(**{**data, **days, **coded, "signed_at": signed_at})
