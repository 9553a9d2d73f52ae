"""Who coaches: profiles, and the choice of a coach for a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import Membership, User
from wasl.base.audit.actions import record
from wasl.base.network.models import Organisation
from wasl.base.reference.models import Language, Province, Sector
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.coaching import access
from wasl.services.coaching.enums import CoachKind
from wasl.services.coaching.models import Coach
from wasl.spine.cases.actions import assign
from wasl.spine.cases.models import Assignment, Case


@transaction.atomic
def write_profile(
    *,
    by: Actor,
    user: User,
    organisation: Organisation,
    kind: str,
    sectors: Iterable[Sector] = (),
    languages: Iterable[Language] = (),
    provinces: Iterable[Province] = (),
    capacity: int = 5,
    about: str = "",
    until: date | None = None,
    expected: int | None = None,
) -> Coach:
    """Write what somebody brings as coach or mentor of an organisation; one profile each, changed when it stands.

    `capacity` is how many cases they carry at once (1 to 100), `until` their last day. `expected` is the version read
    (None for a first profile): Conflict when somebody saved since. Refused unless `by` advises or coordinates there;
    RuleBroken when that user neither advises, trains, mentors nor coordinates there today.
    """
    check(by.may(access.STAFFERS, organisation=organisation.pk))
    if kind not in CoachKind.values:
        raise RuleBroken(_("Choose one of the list."), field="kind", code="kind")
    if not 1 <= capacity <= 100:
        raise RuleBroken(_("Between one and a hundred cases."), field="capacity", code="capacity")
    held = Membership.objects.valid_on(clock.today()).filter(user=user, organisation=organisation)
    if not held.filter(role__in=access.COACHES).exists():
        raise RuleBroken(
            _("This person holds no role there in which one coaches."), field="user", code="user"
        )
    row = Coach.objects.filter(user=user, organisation=organisation).first()
    values = {"kind": kind, "capacity": capacity, "about": about.strip(), "until": until}
    if row is None:
        row = Coach(user=user, organisation=organisation, **values)
        row.authored_by(by)
        row.save(force_insert=True)
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.save_current(row.version if expected is None else expected, list(values))
    row.sectors.set(list(sectors))
    row.languages.set(list(languages))
    row.provinces.set(list(provinces))
    record(by=by, verb="coaching.profile", object=row, organisation=organisation.pk)
    return row


@transaction.atomic
def assign_coach(*, by: Actor, case: Case, coach: Coach, on: date | None = None) -> Assignment:
    """Assign a coach to a case from the day `on` (today by default). RuleBroken when they no longer coach then.

    A load above what they carry is shown where one chooses, never refused.
    """
    if coach.until is not None and coach.until < (on or clock.today()):
        raise RuleBroken(_("This person no longer coaches."), field="coach", code="until")
    if coach.organisation_id != case.organisation_id:
        raise RuleBroken(
            _("This person coaches for another organisation."), field="coach", code="organisation"
        )
    return assign(by=by, case=case, user=coach.user, role=coach.kind, on=on)
