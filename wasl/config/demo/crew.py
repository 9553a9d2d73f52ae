"""The staff of the demo, one account per role, and the places they work in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from wasl.base.accounts import demo as accounts
from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.programmes.models import Programme, Strand, Zone
from wasl.kernel.actors import Actor, Role

FIRST_DAY = date(2018, 1, 2)
Places = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """One account: username, name, role, organisation code, office codes (none: all), programme codes (none: all)."""

    username: str
    name: str
    role: str
    organisation: str = "es-maroc"
    offices: Places = ()
    programmes: Places = ()


POSTS: Sequence[Post] = (
    Post("administration", "Loubna Acacia", Role.ADMINISTRATOR),
    Post("accueil", "Salma Jasmin", Role.RECEPTION, offices=("rabat-ocean",)),
    Post("accueil-tanger", "Hajar Lotus", Role.RECEPTION, offices=("tanger-mdj", "tanger-technopark")),
    Post("conseil", "Karim Olivier", Role.ADVISER, offices=("rabat-ocean",)),
    Post("conseil-tanger", "Nadia Mimosa", Role.ADVISER, offices=("tanger-mdj", "tanger-technopark")),
    Post("mentorat", "Yacine Caroubier", Role.MENTOR, offices=("rabat-ocean",)),
    Post("coordination", "Ghizlane Cèdre", Role.COORDINATOR),
    Post("lecture-1", "Estelle Magnolia", Role.REVIEWER),
    Post("lecture-2", "Ousmane Tamarin", Role.REVIEWER),
    Post("lecture-3", "Rima Grenadier", Role.REVIEWER),
    Post("comite-1", "Othmane Cyprès", Role.COMMITTEE),
    Post("comite-2", "Clarisse Ébène", Role.COMMITTEE),
    Post("comite-3", "Tarik Saphir", Role.COMMITTEE),
    Post("finance", "Asmae Quartz", Role.FINANCE),
    Post("finance-2", "Blaise Marbre", Role.FINANCE),
    Post("suivi", "Imane Boussole", Role.MONITORING),
    Post("protection", "Hind Bouclier", Role.PROTECTION),
    Post("audit", "Samuel Loupe", Role.AUDITOR),
    Post(
        "bailleur", "Bureau du bailleur (inventé)", Role.DONOR, programmes=("work4integration", "work4life")
    ),
    Post("cefa", "Prisca Figuier (CEFA)", Role.COORDINATOR, organisation="cefa"),
    Post("cefa-conseil", "Landry Rônier (CEFA)", Role.ADVISER, organisation="cefa"),
)


@dataclass
class Crew:
    """Everybody and every place by code; `actor("finance")` is who acts."""

    users: dict[str, User] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    guichets: dict[tuple[str, str], Guichet] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    strands: dict[tuple[str, str], Strand] = field(default_factory=dict)
    zones: dict[tuple[str, str], Zone] = field(default_factory=dict)

    def actor(self, username: str) -> Actor:
        return self.actors[username]

    def adviser_of(self, office: Office) -> Actor:
        """The adviser who works in this office."""
        return self.actors["conseil" if office.code == "rabat-ocean" else "conseil-tanger"]

    def desk_of(self, office: Office) -> Actor:
        """Who welcomes people in this office."""
        return self.actors["accueil" if office.code == "rabat-ocean" else "accueil-tanger"]

    def guichet(self, kind: str, organisation: str = "es-maroc") -> Guichet:
        return self.guichets[organisation, kind]


def engage() -> Crew:
    """Open the accounts (no password: the demo signs in by button) and grant the roles, guarded ones by two people."""
    crew = _places()
    administration: Actor | None = None
    for post in POSTS:
        user = accounts.engage(
            username=post.username,
            name=post.name,
            role=post.role,
            organisation=crew.organisations[post.organisation],
            starts_on=FIRST_DAY,
            confirmed_by=administration,
            offices=[crew.offices[code] for code in post.offices],
            programmes=[crew.programmes[code] for code in post.programmes],
        )
        crew.users[post.username] = user
        administration = administration or actor_for(user)
    crew.actors = {username: actor_for(user) for username, user in crew.users.items()}
    return crew


def _places() -> Crew:
    return Crew(
        organisations={row.code: row for row in Organisation.objects.all()},
        offices={row.code: row for row in Office.objects.select_related("organisation", "province")},
        guichets={
            (row.organisation.code, row.kind): row for row in Guichet.objects.select_related("organisation")
        },
        programmes={row.code: row for row in Programme.objects.all()},
        strands={(row.programme.code, row.code): row for row in Strand.objects.select_related("programme")},
        zones={(row.programme.code, row.code): row for row in Zone.objects.select_related("programme")},
    )
