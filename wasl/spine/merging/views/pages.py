"""Comparing two records, merging them, reading a merge, undoing it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel.errors import Conflict
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.queries import open_pairs_of
from wasl.spine.matching.slots import link_action
from wasl.spine.merging import access, actions, queries
from wasl.spine.merging.enums import FIELD_WORDS
from wasl.spine.merging.forms import MergeForm, ReasonForm
from wasl.spine.merging.models import Merge
from wasl.spine.merging.tables import ExportableMergesTable, MergesTable, absorbed_words, state_words
from wasl.spine.people.models import Party, Person
from wasl.spine.people.queries import search, standing


@page(access.may_merge)
def merges(request: Request) -> HttpResponseBase:
    """The merges of the persons within the reader's scope, standing and undone."""
    rows = Merge.objects.visible_to(request.actor).with_absorbed_seen(request.actor).with_parties()
    return respond(
        request,
        ExportableMergesTable if access.may_export(request.actor) else MergesTable,
        rows,
        title=_("Merges"),
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="merging.export", kind="merging.merge", reason=f"{count}")


@page(access.may_merge)
def choose(request: Request, pk: int) -> HttpResponseBase:
    """Find the other record of a person: those that look alike first, or by a search."""
    person = _person(request, pk)
    asked = request.GET.get("person", "")
    if asked.isascii() and asked.isdecimal():
        return redirect("merging:compare", pk, int(asked))
    text = request.GET.get("q", "").strip()
    found = [one for one in search(request.actor, text) if one.person.pk != pk] if text else []
    alike = [] if text else list(_alike(request, pk))
    ids = [pk, *(one.person.pk for one in found), *(one.pk for one in alike)]
    record_read(by=request.actor, verb="people.search", kind="people.person", object_ids=ids)
    title = _("Which other record is %(name)s?") % {"name": person.label}
    context = {"person": person, "found": found, "alike": alike, "text": text, "title": title}
    return render(request, "merging/choose.html", context)


def _alike(request: Request, pk: int) -> list[Person]:
    pairs = Duplicate.objects.visible_to(request.actor).filter(pk__in=open_pairs_of(pk).values("pk"))
    ids = [pair.other_than(pk) for pair in pairs.order_by("-score", "pk")[:5]]
    persons = Person.objects.with_shown().in_bulk(ids)
    return [persons[one] for one in ids]


@page(access.may_merge)
def compare(request: Request, kept: int, absorbed: int) -> HttpResponseBase:
    """Two records side by side: what differs is chosen, what will follow is said, then they are merged."""
    stands = standing([kept, absorbed])
    both = Person.objects.with_shown().select_related("language").in_bulk([kept, absorbed])
    seen = queries.mergeable_by(request.actor).filter(pk__in=set(stands.values()))
    if len(both) != 2 or seen.count() != len(set(stands.values())):
        raise Http404
    one, other = both[kept], both[absorbed]
    record_read(by=request.actor, verb="merging.compare", kind="people.person", object_ids=[kept, absorbed])
    if request.method != "POST" and stands != {kept: kept, absorbed: absorbed}:
        return redirect("people:person", stands[kept])
    lines = queries.compared(one, other)
    made: list[MergeForm] = []

    class Form(MergeForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, lines=[line for line in lines if not line.is_same], **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        if data["version"] != one.version + other.version:
            raise Conflict(_("Somebody else changed one of the two records while you were reading."))
        merge = actions.merge(
            by=request.actor,
            kept=one,
            absorbed=other,
            choices=made[-1].choices(),
            reason=data["reason"],
            expected_kept=one.version,
            expected_absorbed=other.version,
        )
        return merge.get_absolute_url()

    return form_page(
        request,
        Form,
        do=save,
        title=_("Merge two records"),
        submit=_("Merge the two records"),
        template="merging/compare.html",
        context={"kept": one, "absorbed": other, "lines": lines, **_what_follows(request, one, other)},
        # Versions only grow: their sum is the same as long as neither record was saved.
        version=one.version + other.version,
        cancel=one.get_absolute_url(),
    )


def _what_follows(request: Request, kept: Person, absorbed: Person) -> dict[str, Any]:
    """What stands in the way, in words; else what would follow and what would stay."""
    refusal = queries.why_not(kept.party, absorbed.party)
    if refusal is None and not queries.decides_on(request.actor, [kept.pk, absorbed.pk]):
        refusal = queries.NOT_ALL_YOURS, "not_all_yours"
    if refusal is not None:
        link_of = link_action.get("action")
        instead = link_of(request, kept.pk, absorbed.pk) if link_of else None
        return {"obstacles": [refusal[0]], "counted": [], "instead": instead, "contrary": []}
    parts = queries.plan_of(kept.pk, absorbed.pk)
    return {
        "obstacles": queries.obstacles(kept.pk, absorbed.pk, parts),
        "counted": queries.counted(parts),
        "instead": None,
        "contrary": queries.contrary(kept.pk, absorbed.pk),
    }


def _person(request: Request, pk: int) -> Person:
    seen = queries.mergeable_by(request.actor)
    return get_object_or_404(Person.objects.with_shown().filter(party__in=seen), pk=pk)


def _merge(request: Request, pk: int) -> Merge:
    rows = Merge.objects.visible_to(request.actor).with_absorbed_seen(request.actor).with_parties()
    merge: Merge = get_object_or_404(rows, pk=pk)
    record_read(by=request.actor, verb="merging.read", kind="people.person", object_ids=[merge.stands_in_id])
    return merge


@page(access.may_merge)
def read(request: Request, pk: int) -> HttpResponseBase:
    """Who merged what, when, why, what followed; and what became of it when the merge was undone."""
    merge = _merge(request, pk)
    return render(request, "merging/merge.html", {"merge": merge, **_told(merge)})


def _told(merge: Merge) -> dict[str, Any]:
    parties = {one.pk: one for one in Party.objects.filter(pk__in=[merge.kept_id, merge.stands_in_id])}
    return {
        "person": Person.objects.with_shown().get(pk=merge.stands_in_id),
        "absorbed_words": absorbed_words(merge),
        "state_words": state_words(merge),
        "fields": [FIELD_WORDS[code] for code in merge.changes],
        "outcomes": queries.outcomes(merge),
        "is_chain": len(parties) > 1,
    }


@page(access.may_merge)
def undo(request: Request, pk: int) -> HttpResponseBase:
    """Take the two records apart again, with a reason."""
    merge = _merge(request, pk)

    def save(data: dict[str, Any]) -> str:
        return actions.unmerge(by=request.actor, merge=merge, reason=data["reason"]).get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Undo a merge"),
        submit=_("Take the two records apart"),
        template="merging/undo.html",
        context={"merge": merge, **_told(merge)},
        cancel=reverse("merging:merge", args=[pk]),
    )
