"""The chain of events: no gap, no break, no changed event, and the head is its end."""

from collections.abc import Generator, Iterator

from sqlalchemy import Connection, RowMapping, select

from aid.models.events import ChainHead, Event
from aid.services import trail
from aid.services.check.findings import ChainEnd, Finding
from aid.services.check.latest import Latest
from aid.services.check.reading import rows_of

_EVENTS = Event.__table__


def check(connection: Connection, known: Latest) -> Generator[Finding, None, ChainEnd]:
    """Yield what is wrong with the chain and return its end; fills `known` with the digests on the way."""
    end = ChainEnd(0, trail.GENESIS)
    for event in rows_of(connection, select(_EVENTS).order_by(Event.seq)):
        yield from _link(end, event)
        known.note(event["seq"], event["rows"])
        end = ChainEnd(event["seq"], event["hash"])
    head = connection.execute(select(ChainHead.seq, ChainHead.hash)).all()
    if [tuple(row) for row in head] != [tuple(end)]:
        says = f"Đầu chuỗi không trùng sự kiện cuối cùng ({end.seq}): có sự kiện bị thêm hoặc bị cắt."
        yield Finding("chain_head", "chain_heads", "1", says)
    return end


def _link(before: ChainEnd, event: RowMapping) -> Iterator[Finding]:
    seq = event["seq"]
    if seq != before.seq + 1:
        yield Finding("chain_gap", "events", str(seq), f"Thiếu sự kiện từ {before.seq + 1} đến {seq - 1}.")
    elif event["previous_hash"] != before.hash:
        yield Finding("chain_broken", "events", str(seq), "Sự kiện không nối với sự kiện ngay trước nó.")
    if trail.digest({name: event[name] for name in trail.HASHED}) != event["hash"]:
        yield Finding("event_changed", "events", str(seq), "Nội dung sự kiện khác lúc nó được ghi.")
