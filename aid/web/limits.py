"""A simple brake for public pages: so many tries of one address within a while, kept in this process only."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from aid import clock

_MOST_ADDRESSES: Final = 10_000


class Brake:
    """Counts tries per address; an address that waits is let through again."""

    def __init__(self, tries: int, within: timedelta) -> None:
        self._tries = tries
        self._within = within
        self._seen: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def allows(self, address: str) -> bool:
        """Note one try of an address and say whether it is within the limit."""
        now = clock.now()
        with self._lock:
            if len(self._seen) >= _MOST_ADDRESSES:
                self._forget(now)
            times = self._seen.setdefault(address, deque(maxlen=self._tries + 1))
            while times and abs(now - times[0]) > self._within:
                times.popleft()
            times.append(now)
            return len(times) <= self._tries

    def clear(self) -> None:
        """Forget every address."""
        with self._lock:
            self._seen.clear()

    def _forget(self, now: datetime) -> None:
        gone = [address for address, times in self._seen.items() if not times or now - times[-1] > self._within]
        for address in gone or list(self._seen):
            del self._seen[address]
