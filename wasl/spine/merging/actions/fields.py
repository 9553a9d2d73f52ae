"""The fields of a person in a merge: taken from the other record, and taken back out."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F

from wasl.spine.merging import rules
from wasl.spine.merging.enums import Side
from wasl.spine.merging.models import Merge
from wasl.spine.merging.queries.who import into, path_of
from wasl.spine.people.models import Person
from wasl.spine.people.rules import sort_key

COLUMNS = {column.attname: column for column in Person._meta.concrete_fields}


def values_of(person: Person, code: str) -> rules.Values:
    """What the person holds in a group of fields, as it is compared and kept."""
    return rules.as_text([getattr(person, name) for name in rules.FIELDS[code]])


def chosen(kept: Person, absorbed: Person, choices: Mapping[str, str]) -> dict[str, rules.Change]:
    """What the choices change on the record kept, by group of fields."""
    found = {}
    for code in rules.FIELDS:
        before, given = values_of(kept, code), values_of(absorbed, code)
        if choices.get(code) == Side.ABSORBED and before != given:
            found[code] = rules.Change(before, given)
    return found


def set_values(person: Person, code: str, values: rules.Values) -> list[str]:
    """Put values into the fields of a group, on the object only; returns the names of the fields."""
    for name, value in zip(rules.FIELDS[code], values, strict=True):
        setattr(person, name, COLUMNS[name].to_python(value))
    return list(rules.FIELDS[code])


def write(person: Person, code: str, values: rules.Values) -> None:
    """Put values into the fields of a group and save them, whatever the version: the merge is undone, not edited."""
    names = set_values(person, code, values)
    Person.objects.filter(pk=person.pk).update(
        version=F("version") + 1, **{name: getattr(person, name) for name in names}
    )
    if code == "name":
        settle_label(person)


def settle_label(person: Person) -> None:
    """Compute anew what follows from the name: the key of the order of lists and the label of the party."""
    person.family_key = sort_key(person.family_name, person.given_names)
    Person.objects.filter(pk=person.pk).update(family_key=person.family_key)
    person.party.label = person.label[:200]
    person.party.save(update_fields=["label"])


def take_back(merge: Merge) -> None:
    """Give each field that the merge changed the value it had before, if it still has the one the merge gave.

    Where a later merge of the same record replaced that value, what it would bring back is put right instead; where
    the record was itself absorbed and its value taken further, so is the value there.
    """
    for code, change in merge.changes.items():
        _take_back(merge, code, change)


def _take_back(merge: Merge, code: str, change: rules.Change) -> None:
    later = next((one for one in into([merge.kept_id]).filter(pk__gt=merge.pk) if code in one.changes), None)
    if later is not None:
        held = later.changes[code]
        if held.before == change.given:
            _rewrite(later, code, rules.Change(change.before, held.given))
        return
    person = Person.objects.select_related("party").get(pk=merge.kept_id)
    if values_of(person, code) != change.given:
        return
    write(person, code, change.before)
    above = next(iter(path_of(merge.kept_id)), None)
    held_above = above.changes.get(code) if above else None
    if above and held_above and held_above.given == change.given:
        _rewrite(above, code, rules.Change(held_above.before, change.before))
        _take_back(above, code, rules.Change(change.before, change.given))


def _rewrite(merge: Merge, code: str, change: rules.Change) -> None:
    merge.changes = {**merge.changes, code: change}
    merge.save(update_fields=["fields_text"])
