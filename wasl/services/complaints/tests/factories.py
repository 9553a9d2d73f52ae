"""Complaints for tests."""

from __future__ import annotations

from typing import Any

from wasl.base.accounts.actions import IssuedAccess
from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as accounts
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Actor
from wasl.services.complaints import actions
from wasl.services.complaints.models import Complaint

SECRET = "Mots que nul autre ne lit"


def an_office(owner: Office | None = None) -> Office:
    """An office of a new organisation, or of the same as another."""
    return accounts.office(owner.organisation if owner else accounts.organisation())


def staff(role: str, office: Office) -> User:
    """A user who holds this role in this office alone."""
    someone = accounts.user(office.organisation)
    accounts.membership(someone, role, office.organisation, offices=[office])
    return someone


def an_actor(role: str, office: Office) -> Actor:
    return actor_for(staff(role, office))


def given(place: Office, kind: str = "complaint", **said: Any) -> tuple[Complaint, IssuedAccess]:
    """A complaint about this place with its code."""
    usual: dict[str, Any] = {"text": SECRET, "way": "desk", "office": place}
    return actions.give(
        by=said.pop("by", SYSTEM), organisation=place.organisation, kind=kind, **{**usual, **said}
    )


def a_complaint(place: Office, kind: str = "complaint", **said: Any) -> Complaint:
    return given(place, kind, **said)[0]
