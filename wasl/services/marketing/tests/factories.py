"""Small worlds for the tests of marketing."""

from __future__ import annotations

from datetime import date
from typing import Any

from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM
from wasl.services.marketing import actions
from wasl.services.marketing.models import Deliverable
from wasl.spine.cases.tests.factories import a_case


def a_deliverable(office: Office, **known: Any) -> Deliverable:
    """A menu asked for on 4 March 2024 unless said otherwise."""
    case = known.pop("case", None) or a_case(office)
    values: dict[str, Any] = {"kind": "menu", "title": "Carte du midi", "on": date(2024, 3, 4)}
    return actions.ask(by=SYSTEM, case=case, **(values | known))
