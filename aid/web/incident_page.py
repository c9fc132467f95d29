"""What one person may do on the page of one incident, and which of it is the next step."""

from dataclasses import dataclass

from flask_babel import gettext as _

from aid.domain.incidents import INCIDENT_STEPS, IncidentState
from aid.domain.roles import Action, Actor
from aid.domain.transitions import steps_from
from aid.queries.incident_work import Counts, Money
from aid.queries.incidents import IncidentView
from aid.queries.open_work import OpenWork, open_work_of
from aid.services import phones
from aid.web.filters import day, hour, money, number
from aid.web.labels import label
from aid.web.parts import Fact


@dataclass(frozen=True)
class Steps:
    """The steps open to a person; `main` is the one that is drawn as the next."""

    can_confirm: bool
    can_dismiss: bool
    can_close: bool
    can_correct: bool
    can_register: bool
    can_prepare: bool
    can_recompute: bool
    sees_households: bool
    opens_cases: bool
    left: OpenWork | None
    waits_for_confirmation: bool
    households: int

    @property
    def main(self) -> str:
        """Return confirm, register, close or nothing; closing waits for the first household to be helped."""
        if self.can_confirm:
            return "confirm"
        if self.can_register:
            return "register"
        return "close" if self.households and self._all_done else ""

    @property
    def may_close_empty(self) -> bool:
        """Say whether it may be closed though nobody was recorded: a way out, never the next step."""
        return not self.households and self._all_done

    @property
    def _all_done(self) -> bool:
        return self.can_close and self.left is not None and not self.left.any


def steps_of(incident: IncidentView, actor: Actor, *, households: int, helps: bool) -> Steps:
    """Return what the actor may do: steps of the table in the own agency; who `helps` prepares dossiers of its own."""
    is_own = incident.agency_id == actor.agency_id
    steps = {t.step for t in steps_from(INCIDENT_STEPS, incident.state) if is_own and actor.may(t.action)}
    is_worked_on = is_own and incident.is_live
    can_close = "close" in steps
    waits = is_own and incident.state is IncidentState.REPORTED and "confirm" not in steps
    return Steps(
        can_confirm="confirm" in steps,
        can_dismiss="dismiss" in steps,
        can_close=can_close,
        can_correct=is_worked_on and actor.may(Action.INCIDENT_REPORT),
        can_register=is_worked_on and actor.may(Action.HOUSEHOLD_REGISTER),
        can_prepare=helps and _takes_dossiers(incident, is_own=is_own) and actor.may(Action.DOSSIER_PREPARE),
        can_recompute=is_worked_on and households > 0 and actor.may(Action.CASE_ASSESS),
        sees_households=actor.may(Action.CASE_SEE) or (is_own and actor.may(Action.HOUSEHOLD_REGISTER)),
        opens_cases=actor.may(Action.CASE_SEE),
        left=open_work_of(incident.id) if can_close else None,
        waits_for_confirmation=waits,
        households=households,
    )


def _takes_dossiers(incident: IncidentView, *, is_own: bool) -> bool:
    """Say whether dossiers may be prepared; the ward does not wait for donated money, which may come after the end."""
    return incident.state is IncidentState.CONFIRMED or (not is_own and incident.state is IncidentState.CLOSED)


def strip_of(incident: IncidentView, counts: Counts, sums: Money) -> list[tuple[str, ...]]:
    """Return the line of figures under the title."""
    return [
        (_("Nơi xảy ra"), incident.place),
        (_("Thời điểm"), f"{hour(incident.occurred_at)}, {day(incident.occurred_on)}"),
        (_("Nguyên nhân"), label(incident.cause)),
        (_("Chết"), number(counts.dead or incident.dead)),
        (_("Mất tích"), number(counts.missing or incident.missing)),
        (_("Bị thương"), number(counts.injured or incident.injured)),
        (_("Số hộ"), number(counts.households)),
        (_("Số người"), number(counts.people)),
        (_("Đã quyết định"), money(sums.promised)),
        (_("Đã chi"), money(sums.paid), "done") if sums.paid else (_("Đã chi"), money(0)),
        (_("Còn phải chi"), money(sums.left), "soon") if sums.left else (_("Còn phải chi"), money(0)),
    ]


def facts_of(incident: IncidentView, steps: Steps) -> list[Fact]:
    """Return what was reported; the reporter's telephone is for those who work on it."""
    where = ", ".join(part for part in (incident.address, incident.place, incident.district, incident.province) if part)
    facts = [
        Fact(_("Mã vụ việc"), incident.code),
        Fact(_("Loại vụ việc"), label(incident.kind, "IncidentKind")),
        Fact(_("Địa điểm"), where),
        Fact(_("Báo lần đầu"), first_report(incident)),
        _reporter(incident, steps),
        Fact(_("Cơ quan thụ lý"), incident.agency),
    ]
    if incident.lat is not None and incident.lon is not None:
        point = f"{incident.lat:.6g}, {incident.lon:.7g}"
        facts.append(Fact(_("Tọa độ"), point, f"geo:{incident.lat},{incident.lon}", _("Mở bản đồ")))
    if incident.reason:
        facts.append(Fact(_("Lý do không xử lý"), incident.reason))
    return facts


def _reporter(incident: IncidentView, steps: Steps) -> Fact:
    who = incident.reporter or _("chưa ghi")
    phone = incident.reporter_phone
    if not (phone and steps.sees_households):
        return Fact(_("Người báo"), who)
    return Fact(_("Người báo"), f"{who}, {phones.show(phone)}", f"tel:{phone}", _("Gọi"))


def first_report(incident: IncidentView) -> str:
    """Return the counts of the first report in words."""
    return _(
        "%(dead)s chết, %(missing)s mất tích, %(injured)s bị thương",
        dead=number(incident.dead),
        missing=number(incident.missing),
        injured=number(incident.injured),
    )


def left_in_words(left: OpenWork) -> str:
    """Return what keeps the incident open."""
    return _(
        "Chưa kết thúc được: còn %(cases)s hồ sơ hộ, %(dossiers)s hồ sơ trình, %(payments)s khoản chi chưa xong.",
        cases=number(left.cases),
        dossiers=number(left.dossiers),
        payments=number(left.payments),
    )


def others_in_words(left: OpenWork) -> str:
    """Return what the front and the Red Cross still have to do, for which nobody here waits."""
    return _("MTTQ, Hội Chữ thập đỏ còn %(n)s hồ sơ trình, khoản chi; phường không phải chờ.", n=number(left.others))
