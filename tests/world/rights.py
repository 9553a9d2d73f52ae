"""In each place: a person with a note behind a gate, an opening and a request of access. The adviser and the
protection officer of the first place have opened the residence status and the legal notes of whom they may."""

from __future__ import annotations

from tests.world.people import person
from tests.world.places import OWN, Place, World
from wasl.base.accounts.queries import actor_for
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.people.models import Person
from wasl.spine.rights import actions

WORDS = "entretien prévu avec la personne"


def build(world: World) -> None:
    for place in world:
        someone = person(place, "kept")
        world.add("kept", place, party=someone.pk, compartment="legal")
        world.add("kept_person", place, place.label("kept"), party=someone.pk)
        world.add("asker", place, place.label("kept"), person=someone.pk)
        note = actions.write_note(
            by=SYSTEM, person=someone, compartment="legal", text=place.label("secret_note")
        )
        world.add("secret", place, place.label("secret_note"), party=someone.pk, compartment="legal")
        world.add("secret_note", place, pk=note.pk)
        actions.open_compartment(
            by=SYSTEM,
            party=someone.party,
            compartment="health",
            reason="interview",
            words=f"{place.label('opening')} entretien",
        )
        world.add("opening", place)
        asked = actions.ask_access(
            by=SYSTEM,
            party=someone.party,
            means="office",
            identity="paper",
            reason=place.label("request") * 2,
        )
        world.add("access_request", place, place.label("kept"), pk=asked.pk)
        if place.name == OWN:
            for role in (Role.ADVISER, Role.PROTECTION):
                visitor_opens(world, role, place, someone)


def visitor_opens(world: World, role: Role, place: Place, someone: Person) -> None:
    """The visitor of this role has opened what the pages behind a gate show."""
    visitor = actor_for(world.visitors[role])
    first = Person.objects.get(pk=int(str(world.records["person"][place.name].kwargs["pk"])))
    for one, compartment in ((someone, "legal"), (first, "status")):
        actions.open_compartment(
            by=visitor, party=one.party, compartment=compartment, reason="interview", words=WORDS
        )
