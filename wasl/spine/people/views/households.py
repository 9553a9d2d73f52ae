"""Who lives with whom, and who is what to whom."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.people import access, actions
from wasl.spine.people.forms import HouseholdForm, HouseholdRoleForm, TieForm, UntilForm, counts_in, field_of
from wasl.spine.people.models import Household, HouseholdMember, Person, Tie
from wasl.spine.people.queries.households import HouseholdSeen, household_seen
from wasl.spine.people.views.collectives import choose_person
from wasl.spine.people.views.one_person import person_form, visible_person


@page(access.may_write)
def start(request: Request, pk: int) -> HttpResponseBase:
    """Form a household around the person, named after them."""
    return _start(request, visible_person(request, pk))


@require_POST
def _start(request: Request, person: Person) -> HttpResponseBase:
    household = actions.form_household(by=request.actor, person=person)
    return redirect("people:household", household.pk)


def _seen(request: Request, pk: int) -> HouseholdSeen:
    household = get_object_or_404(Household.objects.visible_to(request.actor), pk=pk)
    seen = household_seen(request.actor, household)
    ids = [member.person_id for member in (*seen.present, *seen.past)]
    record_read(by=request.actor, verb="people.read", kind="people.person", object_ids=ids)
    return seen


@page(access.may_write)
def household(request: Request, pk: int) -> HttpResponseBase:
    """A household: who lives there, who did, how many more without a file; to be corrected."""
    seen = _seen(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.change_household(
            by=request.actor,
            household=seen.household,
            expected=data["version"],
            counts=counts_in(data),
            label=data["label"],
            address=data["address"],
            province=data["province"],
        )
        return request.path

    held = seen.household
    initial: dict[str, Any] = {"label": held.label, "address": held.address, "province": held.province_id}
    initial |= {field_of(one.sex, one.age_band): one.number for one in seen.counts}
    return form_page(
        request,
        HouseholdForm,
        do=save,
        title=_("Household %(name)s") % {"name": held.label},
        template="people/household.html",
        initial=initial,
        version=held.version,
        context={"seen": seen},
        cancel=seen.present[0].person.get_absolute_url() if seen.present else "",
    )


@page(access.may_write)
def join(request: Request, pk: int) -> HttpResponseBase:
    """Search somebody, choose them, say what they are in the household."""
    seen = _seen(request, pk)
    chosen = request.GET.get("person", "")
    if not chosen.isdecimal():
        title = _("Who else lives in the household “%(name)s”?") % {"name": seen.household.label}
        return choose_person(request, title=title)
    person = visible_person(request, int(chosen))

    def save(data: dict[str, Any]) -> str:
        actions.join_household(
            by=request.actor, household=seen.household, person=person, role=data["role"], on=data["on"]
        )
        return reverse("people:household", args=[pk])

    title = _("%(name)s lives in this household") % {"name": person.label}
    initial = {"role": "child", "on": clock.today()}
    return person_form(request, HouseholdRoleForm, person, save, title, initial=initial)


@page(access.may_write)
def leave(request: Request, pk: int, member: int) -> HttpResponseBase:
    """Say that a member moved out."""
    _seen(request, pk)
    visible = Person.objects.visible_to(request.actor)
    rows = HouseholdMember.objects.filter(household=pk, ends_on=None, person__in=visible)
    found = get_object_or_404(rows.select_related("person__party", "person__nationality"), pk=member)

    def save(data: dict[str, Any]) -> str:
        actions.leave_household(by=request.actor, member=found, on=data["on"])
        return found.person.get_absolute_url()

    title = _("%(name)s moved out") % {"name": found.person.label}
    return person_form(request, UntilForm, found.person, save, title, initial={"on": clock.today()})


@page(access.may_write)
def tie(request: Request, pk: int) -> HttpResponseBase:
    """Say who lives with the person or is of their family."""
    chosen = request.GET.get("person", "")
    ids = [pk, int(chosen)] if chosen.isdecimal() else [pk]
    both = Person.objects.visible_to(request.actor).with_shown().in_bulk(ids)
    if len(both) != len(set(ids)):
        raise Http404
    person = both[pk]
    if len(ids) == 1:
        return choose_person(
            request, title=_("Who lives with %(name)s or is family?") % {"name": person.label}
        )
    other = both[ids[1]]

    def save(data: dict[str, Any]) -> str:
        relation = data["relation"] if data["kind"] == "kin" else ""
        actions.tie(
            by=request.actor, party=other.party, other=person.party, kind=data["kind"], relation=relation
        )
        return person.get_absolute_url()

    title = _("%(one)s and %(other)s") % {"one": person.label, "other": other.label}
    return person_form(request, TieForm, other, save, title, initial={"kind": "kin"})


@page(access.may_write)
def end_tie(request: Request, pk: int, tie: int) -> HttpResponseBase:
    """Say that a tie ended."""
    found = get_object_or_404(Tie.objects.filter(Q(party=pk) | Q(other=pk), ends_on=None), pk=tie)
    both = Person.objects.visible_to(request.actor).with_shown().in_bulk([found.party_id, found.other_id])
    if len(both) != 2:
        raise Http404
    person, other = both[pk], both[found.other_id if found.party_id == pk else found.party_id]

    def save(data: dict[str, Any]) -> str:
        actions.end_tie(by=request.actor, tie=found, on=data["on"])
        return person.get_absolute_url()

    title = _("The tie between %(one)s and %(other)s ended") % {"one": person.label, "other": other.label}
    return person_form(request, UntilForm, other, save, title, initial={"on": clock.today()})
