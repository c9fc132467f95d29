"""The policies and norms shipped in `aid/policies`, and policy files a user hands in; the only reader of that YAML."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from aid.domain.errors import Refusal
from aid.domain.norms import Norm
from aid.domain.policies import Policy, in_order
from aid.domain.policy_documents import read_norms, read_policy

_FOLDER = Path(__file__).resolve().parent.parent / "policies"
_NORMS = "norms.yaml"
_CODE = "policy_unreadable"


class _StrictLoader(yaml.SafeLoader):
    """YAML that refuses a key written twice, of which the plain loader would silently keep the last."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[str] = set()
    for key_node, _ in node.value:
        if key_node.value in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"khóa {key_node.value!r} viết hai lần", key_node.start_mark
            )
        seen.add(key_node.value)
    return dict(yaml.SafeLoader.construct_mapping(loader, node, deep=True))


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@cache
def shipped_policies() -> tuple[Policy, ...]:
    """Return the policies of the release, decrees first. Refuses `policy_unreadable` (path, problem, cure)."""
    return in_order(read_policy(document) for document in shipped_documents().values())


@cache
def shipped_norms() -> tuple[Norm, ...]:
    """Return the norms of the release (đồng), oldest first."""
    return read_norms(_loaded((_FOLDER / _NORMS).read_text(encoding="utf-8"), _NORMS))


@cache
def shipped_documents() -> dict[str, dict[str, Any]]:
    """Return the whole content of each shipped policy by its code, JSON-ready, to keep in the database."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(_FOLDER.glob("*.yaml"))}
    raw = [_loaded(text, name) for name, text in texts.items() if name != _NORMS]
    by_code = {document["code"]: document for document in raw}
    return {code: _plain(_completed(document, by_code)) for code, document in by_code.items()}


def policy_from_text(text: str, file: str = "") -> Policy:
    """Return the policy written in YAML. Refuses `policy_unreadable` (path, problem, cure)."""
    return read_policy(document_from_text(text, file))


def document_from_text(text: str, file: str = "") -> dict[str, Any]:
    """Return the content of a policy file, checked and JSON-ready.

    Refuses `policy_unreadable` (path, problem, cure); `path` names the file, and the line where YAML itself is broken.
    """
    loaded = _loaded(text, file)
    try:
        document: dict[str, Any] = _plain(_completed(loaded, shipped_documents()))
        read_policy(document)
    except Refusal as refusal:
        raise _in_file(refusal, file) from refusal
    return document


def _in_file(refusal: Refusal, file: str) -> Refusal:
    """Return the same refusal with the file named before the path."""
    where = ", ".join(part for part in (file, str(refusal.facts["path"])) if part)
    return Refusal(refusal.code, **{**refusal.facts, "path": where})


def _loaded(text: str, file: str) -> dict[str, Any]:
    try:
        document = yaml.load(text, Loader=_StrictLoader)
    except yaml.YAMLError as error:
        raise _broken(file, error) from error
    if not isinstance(document, dict):
        raise Refusal(_CODE, path=file, problem="không phải là một chính sách", cure="viết dưới dạng khóa: giá trị")
    return document


def _broken(file: str, error: yaml.YAMLError) -> Refusal:
    mark = getattr(error, "problem_mark", None)
    line = f"dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
    problem = getattr(error, "problem", None) or "ký tự không đọc được"
    refusal = Refusal(_CODE, path=line, problem=problem, cure="sửa dòng này theo cú pháp YAML")
    return _in_file(refusal, file)


def _completed(document: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the document with the benefits it takes over from another policy as a suggestion."""
    source = document.get("benefits_as")
    if source is None:
        return document
    if not isinstance(source, dict) or set(source) != {"policy", "note"} or source["policy"] not in known:
        raise Refusal(_CODE, path="benefits_as", problem="không rõ chính sách nào", cure="ghi {policy: MÃ, note: …}")
    taken = [_noted(benefit, source["note"]) for benefit in known[source["policy"]]["benefits"]]
    return {key: value for key, value in document.items() if key != "benefits_as"} | {"benefits": taken}


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
