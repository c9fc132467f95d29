"""Triggers of the books: a closed period takes no entry, and a transfer is two entries that mirror each other.

The migration creates them; `aid check` proves that they still stand.
"""

_CLOSED = "EXISTS (SELECT 1 FROM funds WHERE funds.id = NEW.fund_id AND funds.closed_to >= NEW.day)"
_UNLIKE = (
    "NOT EXISTS (SELECT 1 FROM entries AS gone JOIN entries AS come ON come.id = NEW.in_entry_id"
    " JOIN funds AS giver ON giver.id = gone.fund_id JOIN funds AS taker ON taker.id = come.fund_id"
    " WHERE gone.id = NEW.out_entry_id AND gone.kind = 'transfer_out' AND come.kind = 'receive'"
    " AND gone.reverses_id IS NULL AND come.reverses_id IS NULL AND gone.amount = come.amount AND gone.day = come.day"
    " AND gone.fund_id <> come.fund_id AND giver.unit = taker.unit AND giver.agency_id = taker.agency_id)"
)
# Trigger -> (table, when it refuses, what it says).
_REFUSES = {
    "guard_entries_open": ("entries", _CLOSED, "aid: entry in a closed period"),
    "guard_fund_transfers_mirror": ("fund_transfers", _UNLIKE, "aid: transfer of unlike entries"),
}
_KEPT = ("update", "delete")


def fund_trigger_names() -> tuple[str, ...]:
    """Return the names of the triggers of the books, the same on both databases."""
    return (*_REFUSES, *(f"guard_fund_transfers_{verb}" for verb in _KEPT))


def fund_statements(dialect: str) -> list[str]:
    """Return the SQL that creates the triggers of the books on `sqlite` or `postgresql`."""
    made = [one for name in _REFUSES for one in _refusing(dialect, name)]
    return made + [_kept(dialect, verb) for verb in _KEPT]


def _refusing(dialect: str, name: str) -> list[str]:
    table, when, says = _REFUSES[name]
    head = f"CREATE TRIGGER {name} BEFORE INSERT ON {table}"
    if dialect == "sqlite":
        return [f"{head} WHEN {when} BEGIN SELECT RAISE(ABORT, '{says}'); END"]
    function = name.replace("guard_", "aid_")
    return [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger AS $$ BEGIN"
        f" IF {when} THEN RAISE EXCEPTION '{says}'; END IF; RETURN NEW; END; $$ LANGUAGE plpgsql",
        f"{head} FOR EACH ROW EXECUTE FUNCTION {function}()",
    ]


def _kept(dialect: str, verb: str) -> str:
    head = f"CREATE TRIGGER guard_fund_transfers_{verb} BEFORE {verb.upper()} ON fund_transfers"
    if dialect == "sqlite":
        return f"{head} BEGIN SELECT RAISE(ABORT, 'aid: fund_transfers is append-only'); END"
    return f"{head} FOR EACH ROW EXECUTE FUNCTION aid_refuse_change()"
