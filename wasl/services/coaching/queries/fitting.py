"""Who fits a case as coach or mentor, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.services.coaching import rules
from wasl.services.coaching.models import Coach
from wasl.spine.cases.models import Case
from wasl.spine.people.models import SpokenLanguage
from wasl.spine.people.queries import members_on

REASONS: dict[str, tuple[str | Promise, str | Promise]] = {
    "language": (_("speaks a language of the person"), _("no language in common noted")),
    "sector": (_("knows the sector"), _("another sector")),
    "place": (_("works in this province"), _("works elsewhere")),
    "load": (_("can take one more"), _("carries as many as agreed")),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A coach with the reasons for and against, in words, and the load against what they carry."""

    coach: Coach
    load: int
    is_free: bool
    holds: tuple[str | Promise, ...]
    fails: tuple[str | Promise, ...]


def proposals(case: Case, *, sector: str = "", on: date) -> list[Proposal]:
    """The coaches of the case's organisation in the order of fit, with reasons; a constant number of queries."""
    rows = Coach.objects.filter(organisation_id=case.organisation_id).on(on).with_load(on)
    coaches = {
        row.pk: row
        for row in rows.select_related("user").prefetch_related("sectors", "languages", "provinces")
    }
    people = [person.pk for person in members_on(case.party, on)]
    spoken = SpokenLanguage.objects.filter(person_id__in=people).values_list("language_id", flat=True)
    need = rules.Need(sector=sector, languages=frozenset(spoken), province=case.office.province_id)
    found = rules.fits(need, [_candidate(row) for row in coaches.values()])
    return [
        Proposal(
            coaches[fit.candidate.key],
            fit.candidate.load,
            fit.candidate.is_free,
            tuple(REASONS[code][0] for code in fit.holds),
            tuple(REASONS[code][1] for code in fit.fails),
        )
        for fit in found
    ]


def _candidate(row: Coach) -> rules.Candidate:
    load: int = row.load  # type: ignore[attr-defined]
    return rules.Candidate(
        key=row.pk,
        sectors=frozenset(one.pk for one in row.sectors.all()),
        languages=frozenset(one.pk for one in row.languages.all()),
        provinces=frozenset(one.pk for one in row.provinces.all()),
        load=load,
        capacity=row.capacity,
    )
