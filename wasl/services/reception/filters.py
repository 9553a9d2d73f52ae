"""The filters by which the numbers of the year's page open: the same on the list of visits and on that of people."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.network.models import Guichet, Office
from wasl.base.reference.enums import CountryGroup
from wasl.base.reference.models import Country
from wasl.base.reference.queries import choices
from wasl.kernel.tables import BooleanFilter, ChoiceFilter
from wasl.kernel.web import actor_of
from wasl.services.reception import access
from wasl.services.reception.enums import Reason, VisitStatus
from wasl.services.reception.queries import narrowing
from wasl.spine.facts.enums import AgeBand
from wasl.spine.people.enums import Sex

Pairs = Iterable[tuple[str, str | Promise]]
NOT_SAID = _("Not said")
ANY_DESK = _("Any desk")
REASONS: list[tuple[str, str | Promise]] = [*Reason.choices, (narrowing.NONE, NOT_SAID)]
GROUPS: list[tuple[str, str | Promise]] = [*CountryGroup.choices, (narrowing.NONE, NOT_SAID)]


def offices(request: HttpRequest) -> list[tuple[str, str]]:
    """The offices whose visits one reads."""
    rows = Office.objects.covered_by(actor_of(request), access.READERS).order_by("name", "pk")
    return [(str(office.pk), office.name) for office in rows]


def guichets(request: HttpRequest) -> Pairs:
    """The guichets of the organisations of these offices, then none of them."""
    covered = Office.objects.covered_by(actor_of(request), access.READERS)
    rows = Guichet.objects.filter(organisation__offices__in=covered).distinct().order_by("position", "pk")
    return [*((str(guichet.pk), guichet.label) for guichet in rows), (narrowing.NONE, ANY_DESK)]


def countries() -> Pairs:
    """Every country by its name, then none."""
    return [*choices(Country), (narrowing.NONE, NOT_SAID)]


def of_the_visitor() -> list[ChoiceFilter | BooleanFilter]:
    """Who the visitor was, on the list of visits; and whether the visit counts."""
    return [
        ChoiceFilter("sex", _("Sex"), choices=Sex.choices, apply=narrowing.of_sex),
        ChoiceFilter("group", _("Comes from"), choices=GROUPS, apply=narrowing.of_group),
        ChoiceFilter("country", _("Nationality"), choices=countries, apply=narrowing.of_country),
        ChoiceFilter("age", _("Age reached in the year"), choices=AgeBand.choices, apply=narrowing.of_age),
        BooleanFilter("counted", _("Counted"), apply=_counted),
    ]


def _counted(rows: narrowing.Rows, yes: bool) -> narrowing.Rows:
    withdrawn = Q(status=VisitStatus.WITHDRAWN)
    return rows.exclude(withdrawn) if yes else rows.filter(withdrawn)
