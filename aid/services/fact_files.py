"""Facts as somebody hands them in: the bytes of a JSON file, read strictly. Whose values fit is `fact_schema`'s matter.

JSON readers differ in what they let through: a key written twice, NaN, 1e999, half a character. A sum that two readers
would compute differently is refused here, before anything is computed.
"""

import json
from typing import Any, NoReturn

from aid.domain.errors import Refusal

# Facts of one household fill a few kilobytes; a thousand people with all their details fit.
LARGEST_FILE = 1 << 20


def facts_from(raw: bytes, name: str) -> Any:
    """Return the JSON in `raw`, of at most LARGEST_FILE bytes of UTF-8; a byte order mark in front is passed over.

    Refuses `facts_unreadable` (path = `name`, problem, cure) for what is no JSON or what other readers may read
    otherwise: a key twice in one object, NaN, Infinity, numbers beyond every sum, lone surrogates, endless nesting.
    """
    if len(raw) > LARGEST_FILE:
        raise _refused(name, f"tệp lớn hơn {LARGEST_FILE >> 20} MB", "ghi dữ kiện của một hộ trong một tệp")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(name, f"byte thứ {error.start + 1} không phải là UTF-8", "lưu tệp bằng bảng mã UTF-8") from error
    try:
        data = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        problem = f"dòng {error.lineno}, cột {error.colno} không phải là JSON ({error.msg})"
        raise _refused(name, problem, "sửa chỗ đó") from error
    except ValueError as error:
        raise _refused(name, str(error), "sửa chỗ đó") from error
    except RecursionError as error:
        raise _refused(name, "có quá nhiều lớp ngoặc lồng nhau", "ghi dữ kiện của một hộ theo mẫu") from error
    _check_it_can_be_written(data, name)
    return data


def _check_it_can_be_written(data: Any, name: str) -> None:
    """Refuse what was read but is no JSON when written again: 1e999, which became infinite, and half a character."""
    try:
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError as error:
        raise _refused(name, "có ký tự chỉ viết một nửa (\\ud800 … \\udfff)", "viết lại đoạn chữ đó") from error
    except ValueError as error:
        raise _refused(name, "có số quá lớn như 1e999", "ghi số nguyên") from error


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"khóa {key[:60]!r} viết hai lần")
        found[key] = value
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} không phải là một số của JSON")


def _refused(name: str, problem: str, cure: str) -> Refusal:
    return Refusal("facts_unreadable", path=name, problem=problem, cure=cure)
