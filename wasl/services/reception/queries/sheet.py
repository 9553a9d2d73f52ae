"""Who a name on a sheet of paper may be, and whether a line was entered before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone

from wasl.base.network.models import Guichet
from wasl.base.reference.queries import country_names
from wasl.kernel.actors import Actor
from wasl.services.reception import rules
from wasl.services.reception.models import Visit
from wasl.spine.facts.actions import Anonymous
from wasl.spine.people import rules as people_rules
from wasl.spine.people.queries import Found, search
from wasl.spine.people.rules.reading import nationality_words, read_nationality

if TYPE_CHECKING:
    from wasl.base.network.models import Office
    from wasl.spine.people.models import Person

SURE, CLOSE = 98, 86


def known_as(by: Actor, name: str, phone: str) -> tuple[list[Found], Found | None]:
    """The people `by` may see who answer this name, best first; and the only one it can be, if there is one."""
    found = search(by, name, limit=5)
    end = people_rules.phone_key(phone)
    same_phone = [one for one in found if end and people_rules.phone_key(one.person.phone) == end]
    if len(same_phone) == 1 and same_phone[0].score >= CLOSE:
        return found, same_phone[0]
    near = [one for one in found if one.score >= CLOSE]
    return found, near[0] if len(near) == 1 and near[0].score >= SURE else None


def same_line(
    office: Office, at: datetime, *, person: Person | None, seen: Anonymous, reasons: Sequence[str]
) -> Visit | None:
    """A standing visit of the same person, or of somebody anonymous alike, at that office at the same minute."""
    rows = Visit.objects.standing().filter(office=office, arrived_at=at)
    if person is not None:
        return rows.filter(person=person).first()
    alike = rows.filter(person=None, sex=seen.sex, age_band=seen.age_band, activity=seen.activity)
    return alike.filter(
        nationality_group=seen.nationality_group, reason_codes=rules.packed(list(reasons))
    ).first()


def moment_of(day: date, hour: tuple[int, int]) -> datetime:
    """That hour of that day where the house is."""
    return timezone.make_aware(datetime.combine(day, time(*hour)))


def guichets_of(office: Office, day: date) -> list[Guichet]:
    """The guichets that receive on that day, in the order in which the sheet numbers them."""
    rows = Guichet.objects.open_on(day).filter(organisation_id=office.organisation_id)
    return list(rows.order_by("position", "pk"))


def country_of(text: str) -> str | None:
    """The code of a country or nationality in words; "" when empty, None when it is not understood."""
    return read_nationality(text, _words())


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return nationality_words({code: (code, *names) for code, names in country_names()})
