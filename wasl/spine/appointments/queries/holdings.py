"""What appointments hold on a party, told to it. Staff are not named."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.spine.appointments.models import Appointment, Move
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The appointments of the party, and where those that were moved had stood."""
    rows = Appointment.objects.filter(party=party).select_related("office")
    when = {"starts_at": _("On"), "minutes": _("Minutes")}
    columns = {
        **when,
        "office": _("Office"),
        "mode": _("How"),
        "subject": _("Subject"),
        "status": _("Status"),
        "reason": _("Reason"),
    }
    yield told("appointments.appointments", _("Your appointments"), rows, columns)
    moves = list(Move.objects.filter(appointment__party=party))
    if moves:
        yield told("appointments.moves", _("Appointments moved"), moves, {**when, "reason": _("Reason")})
