"""What coaching holds on a party, told to it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.services.coaching import grids
from wasl.services.coaching.models import Level, Participant, Session
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The sessions and diagnostics of the party's cases, and the events it came to."""
    yield told(
        "coaching.sessions",
        _("Your coaching sessions"),
        Session.objects.filter(case__party=party).select_related("service"),
        {
            "on": _("On"),
            "minutes": _("Minutes"),
            "decisions": _("What was decided"),
            "next_on": _("Next meeting"),
            "next_words": _("What for"),
        },
        values={"minutes": lambda row: row.service.minutes},
    )
    yield told(
        "coaching.diagnostics",
        _("Diagnostics of your project"),
        Level.objects.filter(diagnostic__case__party=party).select_related("diagnostic"),
        {"on": _("On"), "dimension": _("Dimension"), "level": _("Level"), "words": _("In words")},
        values={
            "on": lambda row: row.diagnostic.on,
            "words": lambda row: row.diagnostic.words,
            "dimension": _dimension,
        },
    )
    yield told(
        "coaching.events",
        _("Networking events you were listed for"),
        Participant.objects.filter(person_id=party.pk).select_related("event"),
        {"on": _("On"), "title": _("Event"), "came": _("Came")},
        values={"on": lambda row: row.event.on, "title": lambda row: row.event.title},
    )


def _dimension(row: Level) -> str:
    grid = grids.version_of(row.diagnostic.grid, row.diagnostic.grid_version)
    titles = {one.code: grids.said(one.title) for one in grid.dimensions}
    return titles.get(row.dimension, row.dimension)
