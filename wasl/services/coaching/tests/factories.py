"""Small worlds for the tests of coaching."""

from __future__ import annotations

from datetime import date
from typing import Any

from wasl.base.accounts.models import User
from wasl.base.accounts.tests import factories as accounts
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.coaching import actions
from wasl.services.coaching.models import Coach, Event, Session
from wasl.spine.cases import actions as cases
from wasl.spine.cases.models import Case
from wasl.spine.cases.tests.factories import a_case


def a_user(office: Office, role: str = Role.MENTOR) -> User:
    """Somebody who holds this role at the office."""
    user = accounts.user(office.organisation)
    accounts.membership(user, role, office.organisation, offices=[office])
    return user


def a_coach(office: Office, user: User | None = None, **known: Any) -> Coach:
    """A mentor of the organisation who carries two cases, unless said otherwise."""
    values: dict[str, Any] = {"kind": "mentor", "capacity": 2} | known
    return actions.write_profile(
        by=SYSTEM, user=user or a_user(office), organisation=office.organisation, **values
    )


def a_coached_case(office: Office) -> tuple[Case, User]:
    """A case since 1 March 2024 and the mentor assigned to it since then."""
    case, mentor = a_case(office), a_user(office)
    cases.assign(by=SYSTEM, case=case, user=mentor, role="mentor", on=date(2024, 3, 1))
    return case, mentor


def a_session(office: Office, **known: Any) -> Session:
    """An hour on 4 March 2024 with the mentor of a case."""
    case, mentor = known.pop("of", None) or a_coached_case(office)
    values: dict[str, Any] = {"minutes": 60, "on": date(2024, 3, 4), "coach": mentor} | known
    return actions.record_session(by=SYSTEM, case=case, **values)


def an_event(office: Office, **known: Any) -> Event:
    """A networking meeting planned for 4 March 2024."""
    values: dict[str, Any] = {"kind": "meeting", "title": "Fournisseurs", "on": date(2024, 3, 4)} | known
    return actions.plan_event(by=SYSTEM, office=office, **values)
