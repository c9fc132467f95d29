"""The forms of one line: propose more than the floor, say who receives."""

from flask_babel import lazy_gettext as _l

from aid.services.entitlements import PayeeValues
from aid.web.forms.base import Needed, TooLong
from aid.web.forms.edits import EditForm
from aid.web.forms.fields import CheckField, IdentityField, MoneyField, TextAreaField, TextField


class RaiseForm(EditForm):
    """The amount to propose and why it is more than the floor."""

    REFUSED = {"below_floor": "amount", "not_a_floor": "amount", "reason_missing": "reason"}

    amount = MoneyField(_l("Mức đề nghị (đồng)"), validators=[Needed()])
    reason = TextAreaField(_l("Lý do nâng mức"), validators=[TooLong(1000)])


class PayeeForm(EditForm):
    """Who receives, how they stand to the person the line is for, and by which paper."""

    REFUSED = {"payee_missing": "name", "payee_paper_missing": "paper", "account_incomplete": "account"}

    name = TextField(_l("Họ và tên người nhận"), validators=[Needed(), TooLong(120)])
    relation = TextField(_l("Quan hệ với người được hỗ trợ"), validators=[Needed(), TooLong(120)])
    paper = TextField(_l("Giấy tờ cho nhận thay"), validators=[TooLong(300)])
    identity = IdentityField(_l("Số định danh cá nhân"))
    bank = TextField(_l("Ngân hàng"), validators=[TooLong(64)])
    account = TextField(_l("Số tài khoản"), validators=[TooLong(32)])
    disputed = CheckField(_l("Người nhận đang tranh chấp: giữ khoản này lại"))

    def values(self) -> PayeeValues:
        """Return what was typed as the service takes it."""
        return PayeeValues(
            name=self.name.data,
            relation=self.relation.data,
            paper=self.paper.data,
            identity=self.identity.data or "",
            bank=self.bank.data,
            account=self.account.data,
            disputed=self.disputed.data,
        )
