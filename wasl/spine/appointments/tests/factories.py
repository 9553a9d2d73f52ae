"""Small worlds for the tests of appointments."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from wasl.base.accounts.models import User
from wasl.base.accounts.tests import factories as accounts
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.appointments import actions, rules
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import at
from wasl.spine.people.models import Party
from wasl.spine.people.tests.factories import a_person


def a_working_day(after: int = 1, since: date | None = None) -> date:
    """A day at least so many days from today that is neither of a week-end nor a holiday, estimated or not."""
    day = (since or clock.today()) + timedelta(days=after)
    while day.weekday() > 4 or rules.holiday(day):
        day += timedelta(days=1)
    return day


def a_moment(after: int = 1, hour: int = 10, minute: int = 0) -> datetime:
    """An hour of such a day."""
    return at(a_working_day(after), time(hour, minute))


def an_adviser(office: Office, name: str = "") -> User:
    """Somebody who advises at that office."""
    user = accounts.user(office.organisation, name)
    accounts.membership(user, Role.ADVISER, office.organisation, offices=[office])
    return user


def an_appointment(office: Office, party: Party | None = None, **known: Any) -> Appointment:
    """An appointment booked by the system without a case, on a working day to come unless said otherwise."""
    known.setdefault("by", SYSTEM)
    known.setdefault("starts_at", a_moment())
    owner = party or a_person(office).party
    return actions.book_appointment(party=owner, office=office, **known)
