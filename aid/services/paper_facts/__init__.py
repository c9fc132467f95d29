"""What each kind of paper says, from rows to plain values: one composer per kind, in the table COMPOSERS."""

from aid.services.paper_facts.composing import Composed, Composer, Written, compose
from aid.services.paper_facts.kinds import COMPOSERS

__all__ = ["COMPOSERS", "Composed", "Composer", "Written", "compose"]
