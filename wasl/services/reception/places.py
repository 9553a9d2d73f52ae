"""What the desk shows in the rooms below: home, the page of a person, the journal."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.services.reception import access, queries
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Party
from wasl.spine.people.slots import PageAction, Panel

VERBS: dict[str, str | Promise] = {
    "reception.visit": gettext_lazy("Recorded a visit"),
    "reception.attach": gettext_lazy("Said who a visitor was"),
    "reception.detach": gettext_lazy("Took a visit off a person"),
    "reception.send": gettext_lazy("Sent a visitor to another guichet"),
    "reception.slip": gettext_lazy("Wrote a ticket for a telephone"),
    "reception.withdraw": gettext_lazy("Withdrew a visit"),
    "reception.call": gettext_lazy("Called a ticket"),
    "reception.serve": gettext_lazy("Served a visitor"),
    "reception.leave": gettext_lazy("Noted that a visitor left"),
    "reception.requeue": gettext_lazy("Put a visitor back in the queue"),
    "reception.search": gettext_lazy("Searched at the desk"),
    "reception.read": gettext_lazy("Read visits"),
    "reception.export": gettext_lazy("Exported visits"),
    "reception.close_day": gettext_lazy("Closed a day at the desk"),
    "reception.reopen_day": gettext_lazy("Opened a closed day again"),
    "reception.closings": gettext_lazy("Read a closed day"),
    "reception.people_of_year": gettext_lazy("Read the people of a year"),
    "reception.export_people": gettext_lazy("Exported the people of a year"),
    "reception.export_year": gettext_lazy("Exported the figures of a year"),
}


def home_card(request: HttpRequest) -> Card | None:
    """How many visits wait at one’s offices: a visit is not a person."""
    actor = actor_of(request)
    if not access.may_use_desk(actor) or actor.is_system:
        return None
    count = queries.waiting_count(actor)
    text = ngettext("%(count)d visit waits", "%(count)d visits wait", count) % {"count": count}
    tone = "attention" if count else "neutral"
    words = text if count else _("Nobody waits")
    return Card(_("Reception desk"), words, reverse("reception:desk"), count, tone)


def person_panel(request: Request, party: Party) -> Panel | None:
    """The last visits of a person."""
    if party.kind != PartyKind.PERSON or not access.may_read(request.actor):
        return None
    count, visits = queries.visits_of(request.actor, party)
    return Panel(
        title=_("Visits"),
        template="reception/parts/panel.html",
        context={"visits": visits, "visits_count": count},
    )


def welcome_action(request: Request, party: Party) -> PageAction | None:
    """Welcome this person at the desk."""
    if party.kind != PartyKind.PERSON or not access.may_use_desk(request.actor):
        return None
    return PageAction(_("Record a visit"), reverse("reception:welcome", args=[party.pk]), icon="door")
