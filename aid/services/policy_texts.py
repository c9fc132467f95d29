"""The signed text of a policy: the scan that was attached when a version was confirmed."""

from aid.documents import storage
from aid.domain.errors import Missing, Refusal
from aid.extensions import settings
from aid.queries.policy_versions import versions_of
from aid.services.attachments import StoredFile


def open_text(policy_id: int, number: int) -> StoredFile:
    """Return the text attached to a confirmed version; Missing where there is none. Refusal `file_damaged` (name)."""
    file = next((version.file for version in versions_of(policy_id) if version.number == number), None)
    if file is None:
        raise Missing(f"Text of policy {policy_id}, version {number}")
    try:
        data = storage.get(settings().files, file.sha256)
    except storage.DamagedFile as damaged:
        raise Refusal("file_damaged", name=file.file_name) from damaged
    return StoredFile(file.file_name, file.media_type, data)
