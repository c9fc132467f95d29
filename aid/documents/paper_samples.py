"""One content of every kind with invented people: on it a template is tried before a real paper meets it.

`samples.json` is what the composers gave for one small fire (tests/services/test_paper_kinds.py writes it), so that
its keys are the placeholders a template may use.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from aid.domain.paper_content import PaperContent, content_from_data

FILE = Path(__file__).with_name("samples.json")


@cache
def _samples() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return data


def sample_content(kind: str) -> PaperContent:
    """The sample of a kind."""
    return content_from_data(_samples()[kind])
