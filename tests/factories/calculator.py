"""What a visitor types into the public calculator, and the way to send it as a browser does."""

from tests.web.test_sign_in import token_of

FIRE = {"kind": "fire", "occurred_on": "12/9/2023", "place": "Thành phố Hà Nội (01)"}
FATHER = {"people-0-age": "43", "people-0-happened": "dead"}
MOTHER = {"people-1-age": "1983", "people-1-happened": "injured", "people-1-days": "2", "people-1-severity": "light"}
FAMILY = FIRE | FATHER | MOTHER | {"poverty_class": "none", "degree": "total", "tenure": "tenant", "short_of_food": "2"}
# One household with every question of the page answered: a fire that has a resolution and plans of its own.
WHOLE = (
    FAMILY
    | {"incident": "KHUONG-HA-2023", "received_on": "13/9/2023", "applied_on": "20/9/2023", "decided_on": "25/9/2023"}
    | {"people-0-sex": "m", "people-0-relation": "head", "people-0-days": "1"}
    | {"people-1-sex": "f", "people-1-relation": "spouse", "people-1-residence": "temporary"}
    | {"people-2-age": "3/1/2012", "people-2-relation": "child", "people-2-pupil": "y", "people-2-lost_parents": "1"}
    | {"people-3-age": "70", "people-3-happened": "injured", "people-3-untreated": "y", "people-3-elsewhere": "y"}
    | {"house_type": "solid", "not_habitable": "y", "food_months": "1", "temporary_shelter": "y"}
    | {"costs-0-kind": "cremation", "costs-0-amount": "8.000.000", "costs-0-payee": "service_provider"}
    | {"received-0-benefit": "TX-2023/dead", "received-0-person": "1", "received-0-amount": "5.000.000"}
)


def asking(client):
    """Return a function that sends the form; the answer's status, and its text with plain spaces as `says`."""

    def send(data, path="/calculator"):
        page = client.get("/calculator")
        sent = client.post(path, data={"csrf_token": token_of(page.text), **data})
        sent.says = sent.get_data(as_text=True).replace("\N{NO-BREAK SPACE}", " ")
        return sent

    return send
