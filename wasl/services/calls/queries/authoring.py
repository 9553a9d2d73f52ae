"""What the writer of a call chooses from."""

from __future__ import annotations

from dataclasses import dataclass

from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Programme, Zone
from wasl.kernel import clock
from wasl.spine.funding.queries import grant_lines


@dataclass(frozen=True, slots=True)
class ZonePartner:
    """A zone, one of the partners who work there, and the offices that may receive applications, nearest first."""

    zone: Zone
    organisation: Organisation
    offices: tuple[Office, ...]

    @property
    def key(self) -> str:
        return f"zone_{self.zone.pk}_{self.organisation.pk}"


def zone_partners(programme: Programme) -> list[ZonePartner]:
    """Every zone of the programme with each partner who works there."""
    zones = programme.zones.select_related("organisation").prefetch_related("with_organisations", "provinces")
    found = []
    offices = list(Office.objects.open_on(clock.today()).select_related("organisation"))
    for zone in zones:
        provinces = {province.pk for province in zone.provinces.all()}
        for organisation in (zone.organisation, *zone.with_organisations.all()):
            own = [office for office in offices if office.organisation_id == organisation.pk]
            near = sorted(own, key=lambda office: office.province_id not in provinces)
            found.append(ZonePartner(zone, organisation, tuple(near)))
    return found


def budget_lines(programme: Programme) -> list[tuple[str, str]]:
    """(code, label) of the lines of the budget in force from which beneficiaries are funded, for a choice."""
    return [(line.code, f"{line.code} · {line.label}") for line in grant_lines(programme.pk, clock.today())]
