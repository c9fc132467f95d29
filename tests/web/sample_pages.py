"""Pages that show every component, for the tests and for looking at: `python -m tests.web.sample_pages`."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from flask import Blueprint, Flask, g, render_template, request
from flask_login import AnonymousUserMixin, UserMixin
from jinja2 import ChoiceLoader, FileSystemLoader

from aid.domain.cases import CaseState
from aid.domain.errors import Refusal
from aid.domain.roles import Actor, Role
from aid.web.forms import fields
from aid.web.forms.base import FilterForm, Form, Needed, TooLong
from aid.web.pagination import Pages, page_of
from aid.web.parts import Fact, Reason, TaskItem, TimelineItem

RESIDENCES = ("permanent", "temporary", "unregistered", "visitor")
blueprint = Blueprint("sample", __name__, url_prefix="/sample")


class Lan(UserMixin):
    """An officer who is signed in, without any row."""

    id = 1
    office = "UBND phường Thử Nghiệm"
    actor = Actor(1, 1, "Lê Thị Lan", "Công chức", frozenset({Role.OFFICER, Role.REVIEWER}))


class SampleForm(Form):
    REFUSED = {"amount_not_positive": "amount"}

    what = fields.TextField("Chuyện gì xảy ra", [Needed(), TooLong(20)])
    kind = fields.ChoiceField(
        "Loại vụ việc", [Needed()], choices=fields.choices_of(("fire", "storm"), "IncidentKind", blank="Chọn loại")
    )
    on = fields.DayField("Ngày xảy ra", [Needed()])
    hour = fields.HourField("Giờ xảy ra")
    note = fields.TextAreaField("Ghi chú")
    people = fields.CountField("Số người")
    amount = fields.MoneyField("Số tiền", [Needed()])
    born = fields.BirthField("Ngày sinh")
    identity = fields.IdentityField("Số định danh cá nhân")
    phone = fields.PhoneField("Điện thoại")
    residence = fields.RadioField("Cư trú", [Needed()], choices=fields.choices_of(RESIDENCES, "Residence"))
    needs = fields.ChoicesField("Cần gì", choices=[("food", "Lương thực"), ("shelter", "Chỗ ở tạm")])
    sure = fields.CheckField("Tôi đã đối chiếu giấy tờ")
    photos = fields.FilesField("Ảnh hiện trường")
    version = fields.IdField()


class SampleFilter(FilterForm):
    q = fields.TextField("Tên hoặc số")
    state = fields.ChoiceField("Trạng thái", choices=fields.choices_of(CaseState, blank="Tất cả"))


@blueprint.get("/case")
def case():
    lines = [
        SimpleNamespace(
            name="Hỗ trợ chi phí mai táng", count=2, amount=65_000_000, state="prepared",
            reasons=[Reason("2 người chết × 50 × 650.000 đồng = 65.000.000 đồng", "Điều 14 khoản 1")],
            refusals=[Reason("Điều trị 2 ngày; Nghị định yêu cầu từ 3 ngày trở lên", "Điều 2 khoản 2")],
        ),
        SimpleNamespace(
            name="Hỗ trợ làm nhà ở", count=1, amount=0, state="held",
            reasons=[Reason("Chờ xác minh")], refusals=[],
        ),
    ]  # fmt: skip
    at = datetime(2026, 9, 13, 1, 5, tzinfo=UTC)
    return render_template(
        "case.html",
        state=CaseState.RECORDING,
        due=date(2026, 9, 16),
        lines=lines,
        tasks=[
            TaskItem("Khai người trong hộ", "done", "/cases/1/people"),
            TaskItem("Ghi thiệt hại về nhà ở", "todo", "/cases/1/damage"),
            TaskItem("Trình thẩm định", "blocked", None, "Còn thiếu giấy ra viện của ông Trần Văn Thử."),
        ],
        facts=[Fact("Chủ hộ", "Nguyễn Thị Mẫu", "/cases/1/head"), ("Địa chỉ", "12 ngõ Thử Nghiệm, phường Thử Nghiệm")],
        events=[
            TimelineItem(at, "Lê Thị Lan", "Đã ghi nhận hộ", "Gặp tại hiện trường.", [("Số người", "2", "3")]),
            TimelineItem(at, "Phạm Văn Minh", "Đã thẩm định"),
        ],
    )


@blueprint.route("/form", methods=["GET", "POST"])
def form():
    form = SampleForm(data={"amount": 1_500_000, "on": date(2026, 9, 12)})
    if form.validate_on_submit():
        form.refuse(Refusal("amount_not_positive", amount=0))
        form.refuse(Refusal("reason_missing", step="assess"))
    return render_template("form.html", form=form)


@blueprint.get("/list")
def rows():
    return render_template(
        "list.html",
        filters=SampleFilter(),
        rows=range(1, 21),
        due=date(2026, 9, 16),
        pages=Pages(page_of(request.args, 20), 130),
    )


@blueprint.get("/pay")
def pay():
    return render_template("pay.html")


@blueprint.get("/open")
def open_page():
    return render_template("open.html")


def menu_page():
    return ""


@blueprint.get("/refused")
def refused():
    raise Refusal("fund_too_small", asked=65_000_000, available=1_000)


@blueprint.get("/broken")
def broken():
    raise RuntimeError("an unexpected thing")


def add_samples(app: Flask) -> None:
    """Add the sample pages, and Lan as the one who looks at them."""
    loader = app.jinja_env.loader or app.create_global_jinja_loader()
    app.jinja_env.loader = ChoiceLoader([loader, FileSystemLoader(Path(__file__).parent / "samples")])
    app.register_blueprint(blueprint)
    for path in {"/", "/incidents", "/households", "/dossiers", "/decisions", "/funds", "/payouts"} - _paths(app):
        app.add_url_rule(path, f"menu{path}", menu_page)

    @app.before_request
    def be_lan() -> None:
        if request.path.startswith("/sample"):
            g._login_user = AnonymousUserMixin() if request.path == "/sample/open" else Lan()


def _paths(app: Flask) -> set[str]:
    return {rule.rule for rule in app.url_map.iter_rules()}


if __name__ == "__main__":
    from tempfile import mkdtemp

    from aid import create_app
    from config import config_for_tests

    folder = Path(mkdtemp())
    app = create_app(config_for_tests(f"sqlite:///{folder}/sample.db", folder))
    add_samples(app)
    app.run(port=8799)
