"""What the desk holds on a person, told to them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.services.reception.models import Visit
from wasl.spine.facts.enums import AgeBand
from wasl.spine.people.enums import Activity, Sex
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told, word
from wasl.spine.people.slots import Holding, Word


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The visits attached to the person."""
    yield told(
        "reception.visits",
        _("Your visits"),
        Visit.objects.filter(person_id=party.pk).select_related("office", "guichet"),
        {
            "arrived_at": _("Arrived"),
            "office": _("Office"),
            "guichet": _("Guichet"),
            "reasons": _("Reasons"),
            "status": _("Status"),
            "served_at": _("Received"),
            "left_at": _("Left"),
            "ticket": _("Ticket"),
            "sex": _("Sex"),
            "age_band": _("Age"),
            "activity": _("Activity"),
        },
        values={
            "reasons": lambda visit: ", ".join(str(label) for label in visit.reason_labels),
            "sex": lambda visit: Word(visit.sex, Sex(visit.sex).label),
            "age_band": lambda visit: Word(visit.age_band, AgeBand(visit.age_band).label),
            "activity": lambda visit: word(visit.activity, Activity(visit.activity or "unknown").label),
        },
    )
