"""A million random amounts, in words and back through the independent parser.

Run as `python -m tests.trials.amount_in_words [--count N] [--seed S]`, or with the other trials by `bin/trial`. Before
it believes itself, the trial must catch a reader with the mistake that libraries make: dropping "không trăm".
"""

import argparse
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass

from aid.domain.words import words
from tests.domain.words_oracle import number_of

LARGEST = 999_999_999_999
_AID_STEP, _AID_LARGEST = 1_000, 60_000_000


@dataclass(frozen=True)
class Mismatch:
    """An amount whose words are not its own."""

    number: int
    said: str


def drops_empty_hundreds(number: int) -> str:
    """Read a number the way the libraries do that were tried and left; the trial's seeded bug."""
    return words(number).replace(" không trăm", "")


def first_mismatch(read: Callable[[int], str], count: int, seed: int) -> Mismatch | None:
    """Return the first of `count` random amounts that does not come back from its words, or None."""
    chance = random.Random(seed)
    for turn in range(count):
        number = _draw(chance, turn)
        said = read(number)
        if not _comes_back(said, number):
            return Mismatch(number, said)
    return None


def _draw(chance: random.Random, turn: int) -> int:
    """Return by turns any amount, one of any length, and one as aid is paid: thousands up to sixty million."""
    if turn % 3 == 0:
        return chance.randint(0, LARGEST)
    if turn % 3 == 1:
        return chance.randrange(10 ** chance.randint(1, 12))
    return chance.randint(1, _AID_LARGEST // _AID_STEP) * _AID_STEP


def _comes_back(said: str, number: int) -> bool:
    try:
        return number_of(said) == number
    except ValueError:
        return False


def main(arguments: list[str] | None = None) -> int:
    """Print count, seed and result; 0 when every amount came back, 1 otherwise."""
    parser = argparse.ArgumentParser(description="Amounts in words against an independent parser.")
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20261123)
    given = parser.parse_args(arguments)
    caught = first_mismatch(drops_empty_hundreds, 1_000, given.seed)
    if caught is None:
        print("The trial is blind: it did not catch the seeded bug.")
        return 1
    print(f"seeded bug caught at {caught.number}: {caught.said!r}")
    wrong = first_mismatch(words, given.count, given.seed)
    result = "0 mismatches" if wrong is None else f"MISMATCH at {wrong.number}: {wrong.said!r}"
    print(f"amount_in_words count={given.count} seed={given.seed}: {result}")
    return 0 if wrong is None else 1


if __name__ == "__main__":
    sys.exit(main())
