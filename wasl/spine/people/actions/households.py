"""Households and family ties: who lives with whom, who is what to whom, from a day to a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access
from wasl.spine.people.actions.followings import check_visible
from wasl.spine.people.enums import AgeBand, HouseholdRole, Kinship, Sex, TieKind
from wasl.spine.people.models import Household, HouseholdCount, HouseholdMember, Party, Person, Tie
from wasl.spine.people.rules.kinship import from_the_other_side

if TYPE_CHECKING:
    from wasl.base.reference.models import Province

FIELDS = ("label", "address", "province_id")
MOST = 30


@transaction.atomic
def form_household(
    *,
    by: Actor,
    person: Person,
    role: str = HouseholdRole.HEAD,
    label: str = "",
    address: str = "",
    province: Province | str | None = None,
    on: date | None = None,
) -> Household:
    """Form a household around a person, who lives in it from the day `on`; it bears their family name without a label.

    Refused unless `by` writes where the person is followed; RuleBroken when the person lives in another one already.
    """
    check_visible(by, [person.pk], access.WRITERS)
    _live_nowhere(person)
    household = Household(
        organisation_id=person.party.organisation_id,
        label=label.strip()[:120] or person.family_name,
        address=address.strip()[:200] or person.address,
        province_id=(province if isinstance(province, str | None) else province.pk) or person.province_id,
    )
    household.authored_by(by)
    household.save(force_insert=True)
    record(by=by, verb="people.form_household", object=person, organisation=household.organisation_id)
    _enter(by, household, person, role, on or clock.today())
    return household


@transaction.atomic
def join_household(
    *, by: Actor, household: Household, person: Person, role: str, on: date | None = None
) -> HouseholdMember:
    """Say that a person lives in a household from the day `on`; a tie with each member is written for conflicts.

    Refused unless `by` sees the household and writes where the person is followed.
    """
    check_sees(by, household)
    check_visible(by, [person.pk], access.WRITERS)
    _live_nowhere(person)
    if person.party.organisation_id != household.organisation_id:
        raise RuleBroken(
            _("This household belongs to another organisation."), field="role", code="organisation"
        )
    return _enter(by, household, person, role, on or clock.today())


@transaction.atomic
def leave_household(*, by: Actor, member: HouseholdMember, on: date | None = None) -> HouseholdMember:
    """Say that a member moved out: the last day they lived there is `on`. Their ties of the household end with it."""
    check_visible(by, [member.person_id], access.WRITERS)
    day = on or clock.today()
    if member.ends_on is not None:
        return member
    if day < member.starts_on:
        raise RuleBroken(_("It cannot end before it began."), field="on", code="order")
    member.ends_on = day
    member.save(update_fields=["ends_on"])
    others = HouseholdMember.objects.filter(household=member.household_id).values("person_id")
    ties = Tie.objects.filter(
        Q(party=member.person_id, other__in=others) | Q(other=member.person_id, party__in=others),
        kind=TieKind.HOUSEHOLD,
        ends_on=None,
    )
    for tie in ties:
        tie.ends_on = max(day, tie.starts_on)
        tie.save(update_fields=["ends_on"])
    record(by=by, verb="people.leave_household", object=member.person)
    return member


@transaction.atomic
def change_household(
    *,
    by: Actor,
    household: Household,
    expected: int,
    counts: Mapping[tuple[str, str], int] | None = None,
    **changes: Any,
) -> Household:
    """Correct a household: label, address, province, and how many live there who are not registered.

    `counts`: (sex, age band) → number; what is not named becomes nobody. Conflict when somebody saved since `expected`.
    """
    check_sees(by, household)
    check(by.has(*access.WRITERS))
    if "province" in changes:
        province = changes.pop("province")
        changes["province_id"] = (province if isinstance(province, str | None) else province.pk) or None
    for name, value in changes.items():
        setattr(household, name, value.strip() if isinstance(value, str) else value)
    if not household.label:
        raise RuleBroken(_("Give the household a name."), field="label", code="label")
    household.save_current(expected, FIELDS)
    if counts is not None:
        _count(household, counts)
    members = household.members.filter(ends_on=None).values_list("person_id", flat=True)
    record(
        by=by,
        verb="people.change_household",
        kind="people.person",
        object_ids=list(members),
        fields=["household"],
        organisation=household.organisation_id,
    )
    return household


def _count(household: Household, counts: Mapping[tuple[str, str], int]) -> None:
    rows = []
    for (sex, band), number in counts.items():
        if sex not in Sex.values or band not in AgeBand.values or not 0 <= number <= MOST:
            raise RuleBroken(_("Between 0 and 30 people of a sex and an age."), field="counts", code="counts")
        if number:
            rows.append(HouseholdCount(household=household, sex=sex, age_band=band, number=number))
    household.counts.all().delete()
    HouseholdCount.objects.bulk_create(rows)


def check_sees(by: Actor, household: Household) -> None:
    """Refused unless somebody in the household is visible to `by`."""
    check(by.is_system or Household.objects.visible_to(by).filter(pk=household.pk).exists())


def _live_nowhere(person: Person) -> None:
    if HouseholdMember.objects.filter(person=person, ends_on=None).exists():
        raise RuleBroken(
            _("This person lives in another household: say first that they moved out."),
            field="role",
            code="elsewhere",
        )


def _enter(by: Actor, household: Household, person: Person, role: str, day: date) -> HouseholdMember:
    if role not in HouseholdRole.values:
        raise RuleBroken(_("Say what they are in the household."), field="role", code="role")
    present = list(household.members.filter(ends_on=None).select_related("person__party"))
    if role == HouseholdRole.HEAD and any(member.role == HouseholdRole.HEAD for member in present):
        raise RuleBroken(_("This household has a head already."), field="role", code="head")
    member = HouseholdMember(household=household, person=person, role=role, starts_on=day)
    member.authored_by(by)
    member.save(force_insert=True)
    for other in present:
        _write_tie(by, person.party, other.person.party, TieKind.HOUSEHOLD, day)
    record(by=by, verb="people.join_household", object=person)
    return member


@transaction.atomic
def tie(
    *, by: Actor, party: Party, other: Party, kind: str, relation: str = "", on: date | None = None
) -> Tie:
    """Say that two parties hold together from the day `on`; a tie that stands, told from either side, is kept once.

    `relation`, for family: what `party` is to `other` (see `Kinship`). Refused unless `by` sees both; RuleBroken for a
    tie of a party with itself, an unknown kind or relation.
    """
    check_visible(by, {party.pk, other.pk})
    if party.pk == other.pk or kind not in TieKind.values:
        raise RuleBroken(_("Choose another person."), field="other", code="tie")
    if relation and (kind != TieKind.KIN or relation not in Kinship.values):
        raise RuleBroken(_("Unknown family tie."), field="relation", code="relation")
    return _write_tie(by, party, other, kind, on or clock.today(), relation)


@transaction.atomic
def end_tie(*, by: Actor, tie: Tie, on: date | None = None) -> Tie:
    """Say that a tie ended on the day `on` (a divorce, a guardianship that is over)."""
    check_visible(by, {tie.party_id, tie.other_id}, access.WRITERS)
    day = on or clock.today()
    if tie.ends_on is None:
        if day < tie.starts_on:
            raise RuleBroken(_("It cannot end before it began."), field="on", code="order")
        tie.ends_on = day
        tie.save(update_fields=["ends_on"])
        record(by=by, verb="people.end_tie", kind="people.party", object_ids=[tie.party_id, tie.other_id])
    return tie


def _write_tie(by: Actor, party: Party, other: Party, kind: str, day: date, relation: str = "") -> Tie:
    sides = Q(party=party, other=other)
    if kind in (TieKind.HOUSEHOLD, TieKind.KIN):
        sides |= Q(party=other, other=party)
    standing = Tie.objects.filter(sides, kind=kind, ends_on=None).first()
    if standing is not None:
        if relation:
            own = standing.party_id == party.pk
            standing.relation = relation if own else from_the_other_side(relation)
            standing.save(update_fields=["relation"])
        return standing
    row = Tie(party=party, other=other, kind=kind, relation=relation, starts_on=day)
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="people.tie", kind="people.party", object_ids=[party.pk, other.pk])
    return row
