"""A small resolution as an officer enters it, and the scan of its text."""

from typing import Any

from aid.documents import storage
from aid.extensions import settings
from aid.services.attachments import KeptFile


def a_benefit(code: str = "tham", **more: Any) -> dict[str, Any]:
    """A fixed amount for each person who died."""
    values = {"code": code, "title": "Thăm hỏi", "clause": "Điều 2", "who": "dead"}
    return values | {"amount": {"kind": "fixed", "amount": 2_000_000}, "fund_kinds": ["NS_PHUONG"]} | more


def a_document(code: str = "NQ-THU", **more: Any) -> dict[str, Any]:
    """A resolution in force since 2023 with one benefit."""
    values: dict[str, Any] = {
        "code": code,
        "kind": "resolution",
        "number": f"{code}/NQ-HĐND",
        "issuer": "Hội đồng nhân dân thành phố Hà Nội",
        "title": "Hỗ trợ khẩn cấp",
        "valid": {"from": "2023-01-01"},
        "reference_day": "occurred_on",
        "benefits": [a_benefit()],
    }
    return values | more


def a_text(name: str = "nghi-quyet.pdf") -> KeptFile:
    """The scanned text of a document, already kept."""
    data = b"%PDF-1.7 " + name.encode()
    return KeptFile(name, "application/pdf", len(data), storage.put(settings().files, data))
