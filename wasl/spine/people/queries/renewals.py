"""Titles to renew: of one person, of those an adviser follows, and what is new in the list of the week."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wasl.base.documents.enums import Compartment
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.frames import Card
from wasl.kernel.ui import words
from wasl.kernel.web import Request, actor_of
from wasl.spine.people import access, slots
from wasl.spine.people.models import Party, Renewal, RenewalNotice, RenewalRound
from wasl.spine.people.models.renewal import RenewalQuerySet
from wasl.spine.people.queries.gates import gate_of
from wasl.spine.people.queries.thresholds import thresholds_on
from wasl.spine.people.rules.renewals import week_of


def renewals_near(actor: Actor, today: date) -> RenewalQuerySet:
    """The titles that the actor may see and that end soon or ended lately, by the thresholds of the day."""
    limits = thresholds_on(today)
    near = Renewal.objects.visible_to(actor).filter(ends_on__lte=today + timedelta(days=limits.earliest))
    return near.filter(ends_on__gte=today - timedelta(days=limits.after))


def left_words(days: int) -> str:
    """How many days are left until the last day of validity, or since."""
    if days < 0:
        return ngettext("ended %(days)d day ago", "ended %(days)d days ago", -days) % {"days": -days}
    if days == 0:
        return _("ends today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def tone_of(days: int) -> str:
    """The tone in which so many days left are shown."""
    return "danger" if days < 0 else "attention"


def alerts(request: Request, party: Party) -> list[slots.Alert]:
    """The titles of a person that end soon or have ended: by their papers to who sees papers, by their status to who
    has opened it with a reason."""
    today = clock.today()
    limits = thresholds_on(today)
    rows = Renewal.objects.filter(person_id=party.pk, ends_on__lte=today + timedelta(days=limits.earliest))
    rows = rows.select_related("residence")
    shown, closed = [], False
    for row in rows:
        title = row.get_kind_display()
        if row.paper_id is not None and access.may_see_papers(request.actor):
            href = reverse("people:paper", args=[party.pk, row.paper_id])
        elif not access.may_open_residence(request.actor):
            continue
        elif gate_of(request.actor, party.pk, Compartment.STATUS):
            closed = True
            continue
        else:
            href = reverse("people:residence", args=[party.pk])
            title = row.residence.get_status_display() if row.residence else title
        days = (row.ends_on - today).days
        line = {"title": title, "day": words.day(row.ends_on), "left": left_words(days)}
        shown.append(slots.Alert(tone_of(days), _("%(title)s, until %(day)s: %(left)s.") % line, href))
    if closed:
        text = _("A residence title ends soon or has ended: open its compartment to read which.")
        shown.append(slots.Alert("attention", text, reverse("people:residence", args=[party.pk])))
    return shown


def card(request: HttpRequest) -> Card | None:
    """The lines of my weekly lists that I have not seen."""
    actor = actor_of(request)
    if not access.may_see_renewals(actor):
        return None
    count = RenewalNotice.objects.of(actor).filter(seen_at=None).count()
    if not count:
        return None
    return Card(
        gettext_lazy("Titles and papers to renew"),
        gettext_lazy("new in your weekly list"),
        reverse("people:weekly") + "?seen=no",
        count,
        "attention",
    )


def week_is_written(today: date) -> bool:
    """Whether the weekly lists of the week of that day stand."""
    return RenewalRound.objects.filter(week=week_of(today)).exists()
