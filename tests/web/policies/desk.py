"""What the tests of the policy pages type, send and read back."""

from io import BytesIO

from sqlalchemy import select

from aid.extensions import db
from aid.models.policies import Policy
from aid.queries.policy_views import policy_page
from tests.factories.incidents import a_pdf

HEAD = {
    "kind": "resolution",
    "number": "09/NQ-HĐND",
    "issuer": "Hội đồng nhân dân thành phố Hà Nội",
    "title": "Hỗ trợ người bị nạn",
    "valid_from": "01/01/2026",
    "reference_day": "occurred_on",
    "places": "01",
    "owner": "law",
}


def newest(policy_id, who):
    return policy_page(policy_id, actor=who).document


def confirmed(document):
    """Confirming is no part of what a page edits."""
    return {"confirmed": document["confirmed"]} if "confirmed" in document else {}


def id_of(code):
    return db.session.scalars(select(Policy.id).where(Policy.code == code)).one()


def attach(browser, policy_id, version=1, name="nghi-quyet.pdf", data=None):
    values = {"version": str(version), "text": (BytesIO(data or a_pdf()), name)}
    return browser.post(f"/policies/{policy_id}/confirm", data=values, content_type="multipart/form-data")
