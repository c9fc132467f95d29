"""The two exceptions that are raised on purpose."""


class Refusal(Exception):
    """A rule said no: `code` names the rule, `facts` are what the sentence on the screen needs."""

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({told})"


class Missing(Exception):
    """There is nothing here for this actor: it does not exist, or it lies in another agency's area."""
