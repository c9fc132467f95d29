"""The policies and norms shipped in `aid/policies`, and policy files a user hands in."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from aid.domain.errors import Refusal
from aid.domain.norms import Norm
from aid.domain.policies import Policy, in_order
from aid.domain.policy_documents import read_norms, read_policy
from aid.services.policy_yaml import Written, line_of, read_yaml, text_of, write_yaml

_FOLDER = Path(__file__).resolve().parent.parent / "policies"
_NORMS = "norms.yaml"
_CODE = "policy_unreadable"


@cache
def shipped_policies() -> tuple[Policy, ...]:
    """Return the policies of the release, decrees first. Refuses `policy_unreadable` (path, problem, cure)."""
    return in_order(read_policy(document) for document in shipped_documents().values())


@cache
def shipped_norms() -> tuple[Norm, ...]:
    """Return the norms of the release (đồng), oldest first."""
    return read_norms(_in_folder(_FOLDER / _NORMS))


@cache
def shipped_documents() -> dict[str, dict[str, Any]]:
    """Return the whole content of each shipped policy by its code, JSON-ready, to keep in the database."""
    raw = [_in_folder(file) for file in sorted(_FOLDER.glob("*.yaml")) if file.name != _NORMS]
    by_code = {document["code"]: document for document in raw}
    return {code: _plain(_completed(document, by_code)) for code, document in by_code.items()}


@cache
def template_documents() -> dict[str, dict[str, Any]]:
    """Return the documents that are there to be copied, by their code, JSON-ready; they are no policies themselves."""
    raw = [_in_folder(file) for file in sorted((_FOLDER / "templates").glob("*.yaml"))]
    return {document["code"]: _plain(_completed(document, shipped_documents())) for document in raw}


def document_from_text(text: str, file: str = "") -> dict[str, Any]:
    """Return the content of a policy file, checked and JSON-ready.

    Refuses `policy_unreadable` (path, line, problem, cure); `path` names the file, the line and the key.
    """
    lines: Mapping[str, int] = {}
    try:
        written = _loaded(text)
        lines = written.lines
        document: dict[str, Any] = _plain(_completed(written.data, shipped_documents()))
        read_policy(document)
    except Refusal as refusal:
        raise _in_file(refusal, file, lines) from refusal
    return document


def document_from_file(data: bytes, file: str) -> dict[str, Any]:
    """Return the content of a policy file as it lies on a disk; refusals as `document_from_text`."""
    try:
        text = text_of(data)
    except Refusal as refusal:
        raise _in_file(refusal, file, {}) from refusal
    return document_from_text(text, file)


def text_from_document(document: Mapping[str, Any]) -> str:
    """Return a document as YAML that a person can read and change; loading it again gives the same document."""
    return write_yaml(document)


def with_line(refusal: Refusal, text: str, file: str = "") -> Refusal:
    """Return the refusal of a document that was read from `text` with the file and the line of its path.

    For what only the database knows, as an unknown place; any other refusal is returned as it is.
    """
    return _in_file(refusal, file, read_yaml(text).lines) if refusal.code == _CODE else refusal


def _in_file(refusal: Refusal, file: str, lines: Mapping[str, int]) -> Refusal:
    """Return the same refusal with the file and the line named before the path."""
    facts = dict(refusal.facts)
    path = str(facts["path"])
    if "line" not in facts:
        facts["line"] = line_of(lines, path)
        path = ", ".join(part for part in (f"dòng {facts['line']}", path) if part)
    facts["path"] = ", ".join(part for part in (file, path) if part)
    return Refusal(refusal.code, **facts)


def _in_folder(file: Path) -> dict[str, Any]:
    """Return the content of a file of the release as it stands."""
    try:
        data: dict[str, Any] = _loaded(file.read_text(encoding="utf-8")).data
    except Refusal as refusal:
        raise _in_file(refusal, file.name, {}) from refusal
    return data


def _loaded(text: str) -> Written:
    written = read_yaml(text)
    if not isinstance(written.data, dict):
        raise Refusal(_CODE, path="", problem="không phải là một chính sách", cure="viết dưới dạng khóa: giá trị")
    return written


def _completed(document: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the document with the benefits it takes over from another policy as a suggestion."""
    source = document.get("benefits_as")
    if source is None:
        return document
    if "benefits" in document:
        raise Refusal(_CODE, path="benefits_as", problem="vừa lấy chế độ của chính sách khác vừa có benefits",
                      cure="giữ một trong hai: benefits hoặc benefits_as")  # fmt: skip
    if not _names_a_policy(source, known):
        raise Refusal(
            _CODE, path="benefits_as", problem="không rõ chính sách nào",
            cure=f"ghi {{policy: MÃ, note: lý do}}, với MÃ là một trong: {', '.join(known)}",
        )  # fmt: skip
    taken = [_noted(benefit, source["note"]) for benefit in known[source["policy"]]["benefits"]]
    return {key: value for key, value in document.items() if key != "benefits_as"} | {"benefits": taken}


def _names_a_policy(source: Any, known: Mapping[str, dict[str, Any]]) -> bool:
    if not isinstance(source, dict) or set(source) != {"policy", "note"}:
        return False
    return all(isinstance(text, str) for text in source.values()) and source["policy"] in known


def _noted(benefit: dict[str, Any], note: str) -> dict[str, Any]:
    conditions = [
        condition | {"clause": f"{condition['clause']} ({note})"} if "clause" in condition else condition
        for condition in benefit.get("when", ())
    ]
    return benefit | {"clause": f"{benefit['clause']} ({note})", "when": conditions}


def _plain(value: Any) -> Any:
    """Return the same with days as ISO text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
