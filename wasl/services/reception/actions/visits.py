"""A visit is recorded, given its person, or withdrawn; its fact goes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.network.models import Guichet
from wasl.base.network.queries import require_open
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.reception import access, rules
from wasl.services.reception.actions.closing import require_day_open
from wasl.services.reception.enums import Origin, Reason, VisitStatus
from wasl.services.reception.models import Visit
from wasl.spine.facts import actions as facts
from wasl.spine.facts.actions import Anonymous
from wasl.spine.facts.enums import AgeBand, FactKind
from wasl.spine.facts.enums import Origin as FactOrigin
from wasl.spine.people import actions as people
from wasl.spine.people.enums import FollowingBasis
from wasl.spine.people.models import Following, Person

if TYPE_CHECKING:
    from wasl.base.network.models import Office

TRIES = 5


@transaction.atomic
def record_visit(
    *,
    by: Actor,
    office: Office,
    person: Person | None = None,
    anonymous: Anonymous | Mapping[str, str] | None = None,
    reasons: Sequence[str] = (),
    guichet: Guichet | None = None,
    at: datetime | date | None = None,
    origin: str = Origin.LIVE,
    status: str = VisitStatus.WAITING,
) -> Visit:
    """Record that somebody came to `office` at `at` (now by default; a day means its noon).

    `person`, or what was seen of somebody anonymous (codes of sex, age_band, nationality_group, activity). Without a
    guichet, the one that receives for the first reason. A visit at the desk gets the next ticket of the day; one
    taken over from a register or a sheet, or recorded as served, has none. The office follows the person from now
    on, and the fact "welcomed" is written with it. Refused unless `by` works at the desk of the office; RuleBroken
    when the office or the guichet is closed on that day, when the day itself was closed (`close_day`), for a day to
    come and for an unknown code.
    """
    check(access.may_record_at(by, organisation=office.organisation_id, office=office.pk))
    arrived_at = at if isinstance(at, datetime) else clock.at_noon(at) if at else clock.now()
    day = arrived_at.astimezone(timezone.get_current_timezone()).date()
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field="at", code="future")
    require_open(office, day)
    require_day_open(office, day)
    codes = _reasons(reasons)
    place = open_guichet(office, guichet, codes, day)
    if person is not None:
        _follow(by, office, person, day, origin)
    visit = Visit(
        organisation_id=office.organisation_id,
        office=office,
        guichet=place,
        person=person,
        arrived_at=arrived_at,
        day=day,
        reason_codes=rules.packed(codes),
        origin=Origin(origin),
        status=VisitStatus(status) if origin == Origin.LIVE else VisitStatus.SERVED,
    )
    if visit.status == VisitStatus.SERVED:
        visit.served_at = arrived_at
    if person is None:
        _seen(visit, anonymous)
    visit.authored_by(by)
    _save_with_ticket(visit)
    write_fact(by, visit, office, place)
    record(by=by, verb="reception.visit", object=visit)
    return visit


def _reasons(reasons: Sequence[str]) -> list[str]:
    for code in reasons:
        if code not in Reason.values:
            raise RuleBroken(_("Unknown reason."), field="reasons", code="reason")
    return list(reasons)


def open_guichet(office: Office, guichet: Guichet | None, codes: Sequence[str], day: date) -> Guichet | None:
    """The guichet given, checked, or the open one of the organisation that receives for the first reason."""
    if guichet is not None:
        open_there = guichet.organisation_id == office.organisation_id and (
            (guichet.opened_on is None or guichet.opened_on <= day)
            and (guichet.closed_on is None or day <= guichet.closed_on)
        )
        if not open_there:
            message = _("%(guichet)s does not receive anyone there on that date.")
            raise RuleBroken(message % {"guichet": guichet.label}, field="guichet", code="guichet_closed")
        return guichet
    kind = rules.guichet_kind_for(codes[0]) if codes else ""
    if not kind:
        return None
    found = Guichet.objects.open_on(day).filter(organisation_id=office.organisation_id, kind=kind)
    return found.order_by("position", "pk").first()


def _follow(by: Actor, office: Office, person: Person, day: date, origin: str) -> None:
    """The office follows its visitor. A person whom `by` may not see is refused by `follow`."""
    standing = Following.objects.filter(party_id=person.pk, office=office, ends_on=None)
    if not standing.exists():
        basis = FollowingBasis.IMPORT if origin == Origin.IMPORT else FollowingBasis.WELCOME
        people.follow(by=by, person=person, office=office, basis=basis, on=day)


def _seen(visit: Visit, anonymous: Anonymous | Mapping[str, str] | None) -> None:
    seen = anonymous if isinstance(anonymous, Anonymous) else Anonymous(**(anonymous or {}))
    if seen.sex not in ("f", "m", "u") or seen.age_band not in AgeBand.values:
        raise RuleBroken(_("Unknown sex or age."), field="sex", code="anonymous")
    visit.sex, visit.age_band = seen.sex, seen.age_band
    visit.nationality_group, visit.activity = seen.nationality_group, seen.activity


def _save_with_ticket(visit: Visit) -> None:
    """Save under the next ticket of the day; another desk that took the same number first makes it try the next.

    Whoever was served at once waits for nothing and gets no ticket.
    """
    if visit.status == VisitStatus.SERVED:
        visit.save(force_insert=True)
        return
    for attempt in range(TRIES):
        last = Visit.objects.filter(office_id=visit.office_id, day=visit.day).aggregate(last=Max("ticket"))[
            "last"
        ]
        visit.ticket = (last or 0) + 1
        try:
            with transaction.atomic():
                visit.save(force_insert=True)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
        else:
            return


def write_fact(by: Actor, visit: Visit, office: Office, guichet: Guichet | None) -> None:
    """Record the fact "welcomed" of a visit as it stands now."""
    person = visit.person
    seen = Anonymous(
        sex=visit.sex,
        age_band=visit.age_band,
        nationality_group=visit.nationality_group,
        activity=visit.activity,
    )
    facts.record(
        by=by,
        kind=FactKind.WELCOMED,
        on=visit.day,
        office=office,
        source=visit,
        party=person.party if person else None,
        persons=[person] if person else None,
        anonymous=None if person else seen,
        guichet=guichet,
        reason=visit.reasons[0] if visit.reasons else "",
        origin=FactOrigin.LIVE if visit.origin == Origin.LIVE else FactOrigin.IMPORT,
    )


@transaction.atomic
def attach_person(*, by: Actor, visit: Visit, person: Person) -> Visit:
    """Say who an anonymous visitor was. The visit stays one visit: its fact is withdrawn and recorded for the person.

    Refused unless `by` works at the desk of that office and sees the person; RuleBroken when the visit already has a
    person or was withdrawn.
    """
    check(access.may_record_at(by, organisation=visit.organisation_id, office=visit.office_id))
    visit = Visit.objects.select_for_update(of=("self",)).select_related("office", "guichet").get(pk=visit.pk)
    if visit.person_id is not None or visit.status == VisitStatus.WITHDRAWN:
        raise RuleBroken(_("This visit already has its person, or was withdrawn."), code="attached")
    _follow(by, visit.office, person, visit.day, visit.origin)
    visit.person = person
    visit.sex, visit.age_band, visit.nationality_group, visit.activity = "u", "unknown", "", ""
    visit.save(update_fields=["person", "sex", "age_band", "nationality_group", "activity"])
    facts.withdraw_of(by=by, source=visit, reason=_("The visitor is known now."))
    write_fact(by, visit, visit.office, visit.guichet)
    record(by=by, verb="reception.attach", object=visit, object_ids=[person.pk])
    return visit


@transaction.atomic
def withdraw_visit(*, by: Actor, visit: Visit, reason: str) -> Visit:
    """Withdraw a visit recorded by mistake, and its fact with it. RuleBroken without a reason or on a closed day."""
    check(access.may_withdraw(by, organisation=visit.organisation_id, office=visit.office_id))
    if not reason.strip():
        raise RuleBroken(_("Say why this visit is withdrawn."), field="reason", code="reason")
    require_day_open(visit.office, visit.day)
    standing = Visit.objects.filter(pk=visit.pk).exclude(status=VisitStatus.WITHDRAWN)
    if standing.update(status=VisitStatus.WITHDRAWN, withdrawn_reason=reason.strip()[:200]):
        facts.withdraw_of(by=by, source=visit, reason=reason.strip())
        record(by=by, verb="reception.withdraw", object=visit, reason=reason.strip())
    visit.refresh_from_db()
    return visit
