import hashlib
from pathlib import Path

import pytest

from aid.documents.storage import DamagedFile, get, put
from aid.domain.errors import Missing

DATA = b"%PDF-1.7 a decision"


def test_what_was_kept_comes_back_under_its_digest(tmp_path: Path) -> None:
    digest = put(tmp_path, DATA)
    assert digest == hashlib.sha256(DATA).hexdigest()
    assert get(tmp_path, digest) == DATA
    assert put(tmp_path, DATA) == digest
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 65, "a" * 62 + "/b", "g" * 64, "a" * 64 + "\n"]
)
def test_only_a_digest_opens_anything(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        get(tmp_path, name)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        get(tmp_path, "0" * 64)


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    digest = put(tmp_path, DATA)
    (tmp_path / digest[:2] / digest).write_bytes(DATA + b"!")
    with pytest.raises(DamagedFile):
        get(tmp_path, digest)
    put(tmp_path, DATA)
    assert get(tmp_path, digest) == DATA
