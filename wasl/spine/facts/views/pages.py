"""The list, one fact, and its withdrawal."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record_read
from wasl.base.audit.tables import kind_label
from wasl.base.reference.enums import CountryGroup
from wasl.base.reference.models import Country
from wasl.kernel.access import check
from wasl.kernel.forms import form_page
from wasl.kernel.i18n import translated
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page
from wasl.spine.facts import access, actions, queries
from wasl.spine.facts.forms import VoidForm
from wasl.spine.facts.models import Fact, FactPerson
from wasl.spine.facts.tables import FactTable
from wasl.spine.people.models import Party


@page(access.may_read)
def fact_list(request: Request) -> HttpResponseBase:
    """Facts of the actor's offices, newest first."""
    rows = Fact.objects.visible_to(request.actor).standing().select_related("office")
    rows = rows.prefetch_related("programmes__programme")
    return respond(request, FactTable, rows, template="facts/list.html", title=_("Facts"))


def _fact(request: Request, pk: int) -> Fact:
    rows = Fact.objects.visible_to(request.actor).select_related(
        "office", "guichet", "strand", "zone", "voids"
    )
    return get_object_or_404(rows, pk=pk)


def _people(fact: Fact) -> list[tuple[FactPerson, str]]:
    """The people counted, each with the nationality in words: the country, else its group."""
    rows = list(fact.people.all())
    countries = Country.objects.in_bulk({row.nationality for row in rows if row.nationality})
    groups = dict(CountryGroup.choices)
    return [
        (
            row,
            translated(countries[row.nationality], "name")
            if row.nationality in countries
            else str(groups.get(row.nationality_group, "")),
        )
        for row in rows
    ]


@page(access.may_read)
def fact_page(request: Request, pk: int) -> HttpResponseBase:
    """One fact: what is frozen on it, for whom it counts, and its record's party when the actor may see it."""
    fact = _fact(request, pk)
    party = (
        Party.objects.visible_to(request.actor).filter(pk=fact.party_id).first() if fact.party_id else None
    )
    record_read(by=request.actor, verb="facts.read", kind="facts.fact", object_ids=[fact.pk])
    context: dict[str, Any] = {
        "fact": fact,
        "party": party,
        "record_url": queries.record_url(fact, request.actor),
        "record_kind": kind_label(fact.source_kind),
        "programmes": fact.programmes.select_related("programme"),
        "people": _people(fact),
        "voided_by": Fact.objects.filter(voids=fact).first(),
        "may_void": access.may_void(request.actor, fact.organisation_id, fact.office_id),
    }
    return render(request, "facts/fact.html", context)


@page(access.may_void_facts)
def void_fact(request: Request, pk: int) -> HttpResponseBase:
    """Withdraw a fact recorded by mistake, with its reason."""
    fact = _fact(request, pk)
    check(access.may_void(request.actor, fact.organisation_id, fact.office_id))
    address = reverse("facts:fact", args=[fact.pk])

    def do(cleaned: dict[str, Any]) -> HttpResponse | str:
        actions.void(by=request.actor, fact=fact, reason=cleaned["reason"])
        return address

    return form_page(request, VoidForm, do=do, title=_("Withdraw this fact"), submit=_("Withdraw"))
