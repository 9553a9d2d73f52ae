"""Small worlds for the tests of labour law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM
from wasl.services.labour import actions
from wasl.services.labour.models import ContractDraft, LabourMatter
from wasl.spine.cases.tests.factories import a_case


def a_matter(office: Office, **known: Any) -> LabourMatter:
    """A matter about wages against an invented employer, opened on 4 March 2024 unless said otherwise."""
    case = known.pop("case", None) or a_case(office)
    values: dict[str, Any] = {
        "kind": "wages",
        "employer": "Atelier Inventé",
        "facts": "Trois mois impayés",
        "on": date(2024, 3, 4),
    }
    return actions.open_matter(by=SYSTEM, case=case, **(values | known))


def a_draft(office: Office, **known: Any) -> ContractDraft:
    """A fixed-term contract of full hours at 4,000 MAD a month unless said otherwise."""
    case = known.pop("case", None) or a_case(office)
    values: dict[str, Any] = {
        "kind": "fixed_term",
        "employer": "Atelier Inventé",
        "worker": "Awa Baobab",
        "job": "couturière",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "wage": Decimal(4000),
        "weekly_hours": Decimal(44),
    }
    return actions.draft_contract(by=SYSTEM, case=case, **(values | known))
