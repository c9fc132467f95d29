"""The form that tries a policy on the cases of an incident."""

from collections.abc import Collection

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from aid.queries.trials import IncidentChoice
from aid.web.filters import number
from aid.web.forms.base import Form, Needed
from aid.web.forms.fields import ChoiceField, known


class TrialForm(Form):
    """Which incident the policy is tried on."""

    FAULTS_TITLE = _l("Chưa tính thử được.")
    REFUSED = {"nothing_to_try": "incident"}
    incident = ChoiceField(_l("Vụ việc"), [Needed()])

    def offer(self, incidents: list[IncidentChoice], made_for: Collection[str]) -> None:
        """Offer these incidents with how many cases each has; the first the policy was made for is chosen already."""
        told = [
            (
                str(one.id),
                gettext("%(title)s (%(code)s, %(n)s hộ)", title=one.title, code=one.code, n=number(one.cases)),
            )
            for one in incidents
        ]
        known(self.incident, [("", gettext("Chọn vụ việc")), *told])
        if not self.is_submitted():
            self.incident.data = next((str(one.id) for one in incidents if one.code in made_for), "")
