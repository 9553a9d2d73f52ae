"""Messages for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from wasl.base.accounts.tests import factories as accounts
from wasl.base.messaging.actions import put
from wasl.base.messaging.models import Message
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Actor, Grant

_number = count(1)


def an_office() -> Office:
    return accounts.office(accounts.organisation())


def an_actor(role: str, office: Office, number: int = 1) -> Actor:
    """Somebody who holds this role in this office alone."""
    return Actor(number, f"{role} {number}", (Grant(role, office.organisation_id, frozenset({office.pk})),))


def a_message(office: Office, **known: Any) -> Message:
    """A message of this office, by SMS unless said otherwise."""
    usual: dict[str, Any] = {
        "key": f"test.{next(_number)}",
        "purpose": "test",
        "channel": "sms",
        "to": "+212600000001",
        "body": "Bonjour",
    }
    return put(by=SYSTEM, organisation_id=office.organisation_id, office_id=office.pk, **{**usual, **known})
