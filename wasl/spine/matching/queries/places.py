"""What the room hangs on the home page and on the page of a person."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.spine.matching import access
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.queries.pairs import open_pairs_of
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Party
from wasl.spine.people.slots import Alert

COUNTED_UP_TO = 1000
SHOWN = 3


def card(request: HttpRequest) -> Card | None:
    """How many pairs wait for a decision, counted up to a thousand."""
    actor = actor_of(request)
    if not access.may_decide(actor):
        return None
    count = Duplicate.objects.visible_to(actor).waiting().order_by()[:COUNTED_UP_TO].count()
    if not count:
        return None
    href = reverse("matching:list") + "?state=waiting"
    return Card(_("Possible duplicates"), _("one person or two, to decide"), href, count, "attention")


def alerts(request: Request, party: Party) -> list[Alert]:
    """Who may be the same as this person, among those the reader may see; it leads to the decision who decides."""
    if party.kind != PartyKind.PERSON or not access.may_be_warned(request.actor):
        return []
    seen = Duplicate.objects.visible_to(request.actor, access.WARNED)
    waiting = list(open_pairs_of(party.pk).filter(pk__in=seen.values("pk")).with_persons()[:SHOWN])
    if not waiting:
        return []
    to_decide = Duplicate.objects.visible_to(request.actor).filter(pk__in=[pair.pk for pair in waiting])
    decided = set(to_decide.values_list("pk", flat=True))
    found = []
    for pair in waiting:
        other = pair.second if pair.first_id == party.pk else pair.first
        text = _("May be the same person as %(name)s (No. %(number)d).")
        words = {"name": f"\u2068{other.label}\u2069", "number": other.pk}
        href = pair.get_absolute_url() if pair.pk in decided else other.get_absolute_url()
        found.append(Alert("attention", text % words, href))
    return found
