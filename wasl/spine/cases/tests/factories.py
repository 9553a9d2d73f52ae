"""Small worlds for the tests of case files."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from wasl.base.network.models import Guichet, Office
from wasl.kernel.actors import SYSTEM
from wasl.spine.cases import actions
from wasl.spine.cases.models import Case
from wasl.spine.people.models import Party
from wasl.spine.people.tests.factories import a_person

_number = count(1)


def a_guichet(office: Office, kind: str = "auto_entrepreneur") -> Guichet:
    """A guichet of the office's organisation."""
    return Guichet.objects.create(
        organisation=office.organisation,
        code=f"{kind}-{next(_number)}",
        kind=kind,
        name_fr="Auto-entrepreneur",
    )


def a_case(office: Office, party: Party | None = None, **known: Any) -> Case:
    """A case opened by the system, on 1 March 2024 unless said otherwise."""
    by = known.pop("by", SYSTEM)
    day = known.pop("on", date(2024, 3, 1))
    owner = party or a_person(office, on=day).party
    guichet = known.pop("guichet", None) or a_guichet(office)
    return actions.open_case(by=by, party=owner, guichet=guichet, office=office, on=day, **known)
