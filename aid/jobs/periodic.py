"""What a worker looks after beside the queue: the morning's digests, and the letters that are due."""

from aid.services import digests, outbox


def tend() -> None:
    """Write the digests of this morning that are missing, then send what lies in the outbox; often is harmless."""
    digests.write_due()
    outbox.send_due()
