"""What merges hang on the page of a person, in their story, and on a pair that looks alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wasl.kernel.actors import Actor
from wasl.kernel.ui.words import day as in_words
from wasl.kernel.web import Request
from wasl.spine.matching.models import Duplicate
from wasl.spine.merging import access
from wasl.spine.merging.models import Merge
from wasl.spine.merging.queries.who import mergeable_by
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Party
from wasl.spine.people.slots import Alert, Holding, PageAction, Panel, TimelineEntry

CAME_FROM = "fusionnee"


def button(request: Request, party: Party) -> PageAction | None:
    """For a person within the reach of somebody who merges: the way to another record of theirs."""
    if party.kind != PartyKind.PERSON or not access.may_merge(request.actor):
        return None
    if not mergeable_by(request.actor).filter(pk=party.pk).exists():
        return None
    href = reverse("merging:choose", args=[party.pk])
    return PageAction(_("Merge with…"), href, "group", "outline-secondary")


def panel(request: Request, party: Party) -> Panel | None:
    """For a person made of several records: which, since when."""
    if party.kind != PartyKind.PERSON:
        return None
    merges = list(Merge.objects.standing().filter(stands_in=party).select_related("absorbed"))
    if not merges:
        return None
    count = len(merges) + 1
    title = ngettext("Joins %(count)d record", "Joins %(count)d records", count) % {"count": count}
    context = {"merges": merges, "may_open": access.may_merge(request.actor)}
    return Panel(title, "merging/panels/joined.html", context)


def alert(request: Request, party: Party) -> list[Alert]:
    """To whoever came by the address of a record absorbed: where they are."""
    number = request.GET.get(CAME_FROM, "")
    if not (number.isascii() and number.isdigit()) or party.kind != PartyKind.PERSON:
        return []
    merge = Merge.objects.standing().filter(absorbed_id=int(number[:18]), stands_in=party).first()
    if merge is None:
        return []
    words = {"number": number, "day": in_words(merge.created_at)}
    href = merge.get_absolute_url() if access.may_merge(request.actor) else ""
    return [
        Alert("info", _("Merged record: No. %(number)s was merged into this one on %(day)s.") % words, href)
    ]


def entries(actor: Actor, party_ids: Sequence[int]) -> list[TimelineEntry]:
    """Records merged, merges undone."""
    ids = list(party_ids)
    found = []
    for merge in Merge.objects.filter(Q(stands_in_id__in=ids) | Q(absorbed_id__in=ids)):
        may = merge.stands_in_id in ids and access.may_merge(actor)
        href = merge.get_absolute_url() if may else ""
        merged = _("Two records merged")
        found.append(TimelineEntry(merge.created_at, merged, merge.reason, href, "group", of_record=True))
        if merge.undone_at:
            undone = _("Merge undone")
            found.append(
                TimelineEntry(merge.undone_at, undone, merge.undo_reason, href, "group", "attention", True)
            )
    return found


def page_of_pair(request: Request, pair: Duplicate) -> str:
    """Where the two of a pair are compared and merged; the older record is proposed to be kept."""
    ids = pair.party_ids
    if not access.may_merge(request.actor):
        return ""
    if mergeable_by(request.actor).filter(pk__in=ids).count() < len(ids):
        return ""
    return reverse("merging:compare", args=ids)


def holdings(by: Actor, party: Party) -> Iterable[Holding]:
    """The merges of the records of a person, for their own right of access."""
    rows = [
        {"day": merge.created_at.date(), "reason": merge.reason, "undone": merge.undone_at is not None}
        for merge in Merge.objects.filter(stands_in=party).order_by("pk")
    ]
    if rows:
        columns = {"day": _("Day"), "reason": _("Reason"), "undone": _("Undone since")}
        yield Holding("merging.merges", _("Records merged"), columns, rows)
