"""YAML as an office writes it: read strictly, with the line of every key, and written so that a person can read it.

Only plain values are taken: no references, no tags, no key twice, and neither size nor depth without end.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import yaml

from aid.domain.errors import Refusal
from aid.domain.shapes import as_day

LARGEST = 200_000
DEEPEST = 20
_CODE = "policy_unreadable"
_WHOLE = re.compile("-?(?:0|[1-9][0-9]*)")
_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")
"""Signs that count as a line break in YAML although nobody sees them; they are written as escapes."""


class Written(NamedTuple):
    """What a text holds, and the line on which each path of it begins."""

    data: Any
    lines: Mapping[str, int]


def read_yaml(text: str) -> Written:
    """Return the content of one YAML document.

    Refuses `policy_unreadable` (path, problem, cure, line) for anything that is not plain YAML.
    """
    _check_size(len(text.encode("utf-8", "replace")))
    try:
        _look_through(text)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return Written(None, {})
        lines: dict[str, int] = {}
        _note_lines(node, "", lines)
        return Written(loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        raise _broken(error, text) from error


def text_of(data: bytes) -> str:
    """Return the text of a file. Refuses `policy_unreadable` (path, line, problem, cure) where it is not UTF-8."""
    _check_size(len(data))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal(line, "có chữ không ghi bằng mã UTF-8", "mở tệp và lưu lại với mã UTF-8") from error


def line_of(lines: Mapping[str, int], path: str) -> int:
    """Return the line of a path, or of the nearest group around it where the path itself is not written."""
    while path and path not in lines:
        path = path[: _start_of_last_step(path)]
    return lines.get(path, 1)


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise _refusal(1, f"tệp lớn hơn {LARGEST // 1000} kB", "bỏ phần thừa, mỗi văn bản một tệp")


def _start_of_last_step(path: str) -> int:
    """Return where the last key or place in a list begins; a key may hold brackets and points of its own."""
    return max(path.rfind("."), path.rfind("["), 0)


def _look_through(text: str) -> None:
    """Refuse what a plain file never has before anything is built from it; this reading does not nest."""
    depth = 0
    events: Iterable[Any] = yaml.parse(text, Loader=yaml.SafeLoader)
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal(line, "dùng tham chiếu & hoặc *", "viết đầy đủ nội dung ở từng chỗ, không dùng & và *")
        if getattr(event, "tag", None):
            raise _refusal(line, f"dùng nhãn kiểu {event.tag}", "bỏ nhãn kiểu có dấu !")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _refusal(line, f"lồng nhau quá {DEEPEST} bậc", "viết theo mẫu, mỗi mức thụt một bậc")


class _Loader(yaml.SafeLoader):
    """The plain loader, which refuses a key written twice and keeps as text what only looks like a number or day."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    seen: dict[str, int] = {}
    for key_node, _ in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _refusal(line, "khóa không phải là một từ", "ghi khóa là một từ, rồi dấu hai chấm")
        if key_node.value in seen:
            problem = f"khóa {key_node.value} viết hai lần, lần đầu ở dòng {seen[key_node.value]}"
            raise _refusal(line, problem, f"bỏ một trong hai khóa {key_node.value}")
        seen[key_node.value] = line
    return {key_node.value: loader.construct_object(value, deep=True) for key_node, value in node.value}


def _or_text(construct: Callable[[Any, Any], Any]) -> Callable[[_Loader, yaml.ScalarNode], Any]:
    """Return the same with the text itself where it is no such value: the schema says what is wrong with it."""

    def read(loader: _Loader, node: yaml.ScalarNode) -> Any:
        try:
            return construct(loader, node)
        except ValueError:
            return node.value

    return read


def _whole(_loader: _Loader, node: yaml.ScalarNode) -> Any:
    """Return a number written as people write one; 40:00, 017 and 0x1F mean other numbers to YAML and stay text."""
    return int(node.value) if _WHOLE.fullmatch(node.value) else node.value


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_constructor("tag:yaml.org,2002:int", _whole)
for _kind in ("float", "timestamp"):
    _tag = f"tag:yaml.org,2002:{_kind}"
    _Loader.add_constructor(_tag, _or_text(yaml.SafeLoader.yaml_constructors[_tag]))


def _note_lines(node: yaml.Node, path: str, lines: dict[str, int]) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = f"{path}.{key.value}" if path else str(key.value)
            lines.setdefault(inner, key.start_mark.line + 1)
            _note_lines(value, inner, lines)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _note_lines(value, f"{path}[{number}]", lines)


# What the parser says -> what an office reads, and what to do about it.
_SAYS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "có dấu hai chấm đặt sai chỗ",
        "đặt đoạn chữ có dấu hai chấm trong dấu nháy kép",
    ),
    ("'\\t'", "có dấu tab", "thay dấu tab bằng dấu cách"),
    ("expected <block end>", "thụt dòng không thẳng với các dòng cùng nhóm", "thụt các dòng cùng nhóm bằng nhau"),
    ("could not find expected ':'", "thiếu dấu hai chấm sau khóa", "ghi khóa, dấu hai chấm, rồi giá trị"),
    ("unexpected end of stream", "dấu nháy chưa đóng", "thêm dấu nháy ở cuối đoạn chữ"),
    (
        "expected the node content",
        "dấu ngoặc chưa đóng hoặc thiếu giá trị",
        "đóng dấu ngoặc, hoặc ghi giá trị còn thiếu",
    ),
    ("expected ',' or", "dấu ngoặc chưa đóng hoặc thiếu dấu phẩy", "đóng dấu ngoặc, hoặc thêm dấu phẩy giữa các mục"),
    ("did not find expected", "dấu ngoặc hoặc thụt dòng không khớp", "đóng dấu ngoặc và thụt dòng cho thẳng"),
    ("cannot start any token", "có ký tự không mở đầu được một giá trị", "đặt đoạn chữ này trong dấu nháy kép"),
    ("unknown escape", "có dấu gạch chéo ngược lạ trong dấu nháy kép", "dùng dấu nháy đơn cho đoạn chữ này"),
    ("but found another document", "có hai văn bản trong một tệp", "mỗi văn bản một tệp, bỏ dòng ---"),
)


def _broken(error: yaml.YAMLError, text: str) -> Refusal:
    mark = getattr(error, "problem_mark", None)
    said = f"{getattr(error, 'problem', None) or ''}"
    line = 1 + (mark.line if mark else text.count("\n", 0, getattr(error, "position", 0)))
    for fragment, problem, cure in _SAYS:
        if fragment in said:
            return _refusal(line, problem, cure)
    if not said:
        return _refusal(line, "có ký tự không đọc được", "xóa ký tự lạ rồi lưu tệp dạng UTF-8")
    return _refusal(line, "không đúng cú pháp YAML", "viết lại dòng này dạng khóa: giá trị, thụt dòng bằng dấu cách")


def _refusal(line: int, problem: str, cure: str) -> Refusal:
    return Refusal(_CODE, path=f"dòng {line}" if line else "", line=line, problem=problem, cure=cure)


_ORDER: dict[str, int] = {
    key: place
    for place, key in enumerate(
        (
            "code", "kind", "rule", "rank", "number", "issuer", "signed_on", "title", "title_en", "clause", "text",
            "from", "from_severity", "to", "valid", "reference_day", "coverage_day", "confirmed", "places", "causes",
            "incidents", "who", "noun", "noun_en", "purpose", "when", "value", "by", "times", "at_least_times", "cost",
            "amount", "among", "months", "kg", "tiers", "at_least", "at_most", "caps", "policy", "benefit", "called",
            "over", "floor", "group", "not_with", "days", "unit", "limit", "fund_kinds", "note", "bases", "benefits",
        )
    )
}  # fmt: skip
_DAYS = frozenset({"signed_on", "from", "to"})


class _Dumper(yaml.SafeDumper):
    """The plain dumper with lists set in from their key and long texts as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if _BREAKS.search(value) else style)


_Dumper.add_representer(str, _text)


def write_yaml(document: Mapping[str, Any]) -> str:
    """Return a document as YAML: the keys in the order of docs/policies.md, days plain, one thing a line."""
    return yaml.dump(
        _in_order(document), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False
    )


def _in_order(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda name: _ORDER.get(name, len(_ORDER)))
        return {name: _in_order(value[name], name) for name in keys}
    if isinstance(value, list | tuple):
        return [_in_order(item) for item in value]
    day = as_day(value) if key in _DAYS else None
    return day if isinstance(day, date) else value
