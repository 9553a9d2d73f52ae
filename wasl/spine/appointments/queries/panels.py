"""What this room shows on the page of a party, of a case, and on the home page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wasl.kernel import clock
from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.spine.appointments import access
from wasl.spine.appointments.enums import Status
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.counts import to_settle, waiting_today
from wasl.spine.cases.models import Case
from wasl.spine.people.models import Party
from wasl.spine.people.slots import PageAction, Panel

SHOWN = 20


def of_party(request: Request, party: Party) -> Panel | None:
    """The appointments of the party that the reader may see: those to come and to settle first."""
    if not access.may_see(request.actor):
        return None
    rows = Appointment.objects.visible_to(request.actor).filter(party=party).with_shown()
    found = _ranked(list(rows.order_by("-starts_at", "-pk")[:SHOWN]))
    if not found:
        return None
    return Panel(_("Appointments"), "appointments/panels/rows.html", _context(request, found))


def of_case(request: Request, case: Case) -> Panel | None:
    """The appointments of the case, those to come and to settle first."""
    rows = Appointment.objects.filter(case=case).with_shown()
    found = _ranked(list(rows.order_by("-starts_at", "-pk")[:SHOWN]))
    return Panel(_("Appointments"), "appointments/panels/rows.html", _context(request, found))


def _ranked(rows: list[Appointment]) -> list[Appointment]:
    booked = sorted((row for row in rows if row.is_booked), key=lambda row: (row.starts_at, row.pk))
    return [*booked, *(row for row in rows if not row.is_booked)]


def _context(request: Request, rows: list[Appointment]) -> dict[str, object]:
    """The rows, which of them the reader may settle, and whether somebody who did not come has no new appointment."""
    open_ = [row.pk for row in rows if row.is_booked and not (row.case and row.case.is_closed)]
    mine = set(
        Appointment.objects.settled_by(request.actor).filter(pk__in=open_).values_list("pk", flat=True)
    )
    if not access.may_book(request.actor):
        mine = set()
    last = next((row for row in sorted(rows, key=lambda row: row.starts_at, reverse=True)), None)
    again = (
        last
        if last is not None and last.status == Status.NO_SHOW and access.may_book(request.actor)
        else None
    )
    if again is not None and again.case and again.case.is_closed:
        again = None
    return {"rows": rows, "settled": mine, "again": again, "now": clock.now(), "today": clock.today()}


def book_for_party(request: Request, party: Party) -> PageAction | None:
    """The button that books for a person or a collective."""
    if not access.may_book_anybody(request.actor):
        return None
    href = f"{reverse('appointments:book')}?{urlencode({'person': party.pk})}"
    return PageAction(_("Book an appointment"), href, "calendar", "outline-primary")


def book_for_case(request: Request, case: Case) -> PageAction | None:
    """The button that books in an open case."""
    if not access.may_book(request.actor):
        return None
    return PageAction(_("Book an appointment"), reverse("appointments:book_case", args=[case.pk]), "calendar")


def today_card(request: HttpRequest) -> Card | None:
    """Appointments of today still to be held."""
    actor = actor_of(request)
    if not access.may_see(actor):
        return None
    count = waiting_today(actor)
    if not count:
        return None
    href = reverse("appointments:calendar")
    return Card(_("Appointments today"), _("still to be held"), href, count, "info")


def settle_card(request: HttpRequest) -> Card | None:
    """Appointments of past days of which nobody has said what became."""
    actor = actor_of(request)
    if not access.may_book(actor):
        return None
    count = to_settle(actor)
    if not count:
        return None
    text = ngettext("Did this person come?", "Did these persons come?", count)
    return Card(_("Appointments to settle"), text, reverse("appointments:list"), count, "attention")
