import errno
import hashlib
from pathlib import Path

import pytest
from obstore.exceptions import GenericError

from aid.documents.storage import DamagedFile, get, put
from aid.domain.errors import Missing, Refusal

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


@pytest.mark.parametrize(
    "error",
    [
        GenericError("Generic LocalFileSystem error: No space left on device (os error 28)"),
        GenericError("Generic LocalFileSystem error: Disk quota exceeded (os error 122)"),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_a_full_disk_is_a_refusal(tmp_path, monkeypatch, error):
    def full(*_given):
        raise error

    monkeypatch.setattr("aid.documents.storage.LocalStore.put", full)
    with pytest.raises(Refusal, match="disk_full"):
        put(tmp_path, b"x")


def test_another_fault_of_the_disk_is_not_called_full(tmp_path, monkeypatch):
    def broken(*_given):
        raise GenericError("Generic LocalFileSystem error: Input/output error (os error 5)")

    monkeypatch.setattr("aid.documents.storage.LocalStore.put", broken)
    with pytest.raises(GenericError):
        put(tmp_path, b"x")
