"""What the search for duplicates holds on a person, told to them without the other record."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.spine.matching.models import Duplicate
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The pairs in which the person stands: when it was found and what was decided."""
    yield told(
        "matching.duplicates",
        _("Records that looked like yours"),
        Duplicate.objects.of(party.pk).select_related("organisation"),
        {
            "organisation": _("Organisation"),
            "found_at": _("Found on"),
            "state": _("Decision"),
            "decided_at": _("Decided on"),
        },
    )
