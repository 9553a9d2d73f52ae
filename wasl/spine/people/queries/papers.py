"""Papers: those of a person as a page shows them, and numbers that stand on another file too."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.spine.people.models import Paper, Person


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """The number of a paper stands on other files of the organisation: `persons` are those the reader may see."""

    persons: tuple[Person, ...]
    text: str


def same_number(actor: Actor, person: Person) -> dict[int, SharedNumber]:
    """For each paper of the person whose number another person of the organisation bears too; in three queries.

    Nobody out of the reader's scope is named: only that the number is known elsewhere in the organisation.
    """
    indexes = dict(Paper.objects.filter(person=person).values_list("pk", "number_index"))
    if not indexes:
        return {}
    others = Paper.objects.filter(
        number_index__in=set(indexes.values()),
        person__party__organisation_id=person.party.organisation_id,
        person__party__merged_into=None,
    ).exclude(person=person)
    bearers: dict[str, set[int]] = {}
    for index, other in others.values_list("number_index", "person_id"):
        bearers.setdefault(index, set()).add(other)
    if not bearers:
        return {}
    ids = set().union(*bearers.values())
    seen = {
        one.pk: one for one in Person.objects.visible_to(actor).select_related("party").filter(pk__in=ids)
    }
    found = {}
    for paper, index in indexes.items():
        if index in bearers:
            persons = tuple(seen[pk] for pk in sorted(bearers[index]) if pk in seen)
            found[paper] = SharedNumber(persons, _text(persons))
    return found


def _text(persons: tuple[Person, ...]) -> str:
    if persons:
        names = ", ".join(person.label for person in persons)
        return _("This number also stands on the file of: %(names)s. Is it the same person?") % {
            "names": names
        }
    return _("This number also stands on a file of your organisation that another office follows.")
