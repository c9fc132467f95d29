"""The benefits of a document that goes by another number or code: of a copy, or once its number was mended."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from aid.domain.document_names import paper_of

Data = Mapping[str, Any]


def renamed(benefits: Iterable[Data], before: Data, after: Data) -> list[dict[str, Any]]:
    """Return the benefits of the document `before` as those of `after`.

    Clauses cite the new number, and what a benefit says of others of its own document is said of the new one. The
    wording of the paper itself stays. Without a number on either side the clauses stay as they are.
    """
    return [_renamed(benefit, before, after) for benefit in benefits]


def _renamed(benefit: Data, before: Data, after: Data) -> dict[str, Any]:
    cite = _citing(str(before.get("number") or ""), str(after.get("number") or ""))
    found = {**benefit, "clause": cite(benefit["clause"])}
    if "when" in benefit:
        found["when"] = [
            {**rule, "clause": cite(rule["clause"])} if "clause" in rule else rule for rule in found["when"]
        ]
    if "not_with" in benefit:
        found["not_with"] = _own(benefit["not_with"], before, after)
    if "over" in benefit["amount"]:
        found["amount"] = {**benefit["amount"], "over": _own(benefit["amount"]["over"], before, after)}
    return found


def _citing(old: str, new: str) -> Any:
    if not old or not new:
        return str
    wanted = re.compile(rf"({re.escape(paper_of(old))}|(?<![\w/]){re.escape(old)})(?![\w-])")
    return lambda text: wanted.sub(lambda found: paper_of(new) if found[0] != old else new, text)


def _own(refs: Iterable[Data], before: Data, after: Data) -> list[Data]:
    return [{**ref, "policy": after["code"]} if ref["policy"] == before.get("code") else ref for ref in refs]
