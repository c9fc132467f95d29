"""Forms with rows that may grow: a button asks for one more row, and the page comes back with all that was typed."""

from flask import request

from aid.web.forms.base import Form

MORE = "more"


class RowsForm(Form):
    """A form with rows; a subclass says how a row is added."""

    def add_row(self) -> None:
        """Show one more empty row."""

    def added_row(self) -> bool:
        """Add a row where the button for it was pressed, and say so: nothing is checked or stored then."""
        if self.added_now:
            self.add_row()
        return self.added_now

    @property
    def added_now(self) -> bool:
        """Say whether this page comes back with a new row."""
        return self.is_submitted() and MORE in request.form

    @property
    def status(self) -> int:
        """Return how the page with this form is answered: 422 where it was refused."""
        return 422 if self.is_submitted() and not self.added_now else 200
