"""Use cases: one public verb is one transaction; it takes the actor, ids and typed values, and returns ids."""
