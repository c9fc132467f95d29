"""One search box for everything a person may see."""

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l

from aid.domain.roles import Action
from aid.queries.search import MOST, SHORTEST, found
from aid.web.forms.base import FilterForm
from aid.web.forms.fields import TextField
from aid.web.security import allow, current_actor

blueprint = Blueprint("search", __name__)

_LONGEST = 200

# The heading of a group, the page of one hit, and the group of labels of its state.
GROUPS = {
    "incident": (_l("Vụ việc"), "/incidents/{id}", "IncidentState"),
    "person": (_l("Người"), "/cases/{id}", "CaseState"),
    "case": (_l("Hồ sơ hộ"), "/cases/{id}", "CaseState"),
    "dossier": (_l("Hồ sơ trình"), "/dossiers/{id}", "DossierState"),
    "decision": (_l("Quyết định"), "/decisions/{id}", "DecisionState"),
}


class SearchForm(FilterForm):
    q = TextField(
        _l("Tên người, địa chỉ, mã hồ sơ, số quyết định, các số cuối của số định danh hoặc điện thoại"),
        render_kw={"type": "search", "autocomplete": "off"},
    )


@blueprint.get("/search")
@allow(Action.ACCOUNT_USE)
def index() -> str:
    form = SearchForm()
    text = (form.q.data or "")[:_LONGEST]
    groups = found(text, actor=current_actor())
    return render_template(
        "search/index.html", filters=form, text=text, groups=groups, about=GROUPS, most=MOST, shortest=SHORTEST
    )
