"""Whom the rows of a sheet may be about: other rows, and people already known; many rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.base.intake.slots import ImportContext, Proposal
from wasl.spine.people.queries.many import Alike, candidates_of_many
from wasl.spine.people.rules import paper_key, phone_key
from wasl.spine.people.rules.ages import DAY
from wasl.spine.people.rules.alike import Identity, evidence
from wasl.spine.people.rules.keys import record_keys

MOST_ROWS = 5  # other rows proposed for one row
WHY = {
    "paper": gettext_lazy("same paper number"),
    "reference": gettext_lazy("same reference at the partner"),
    "phone": gettext_lazy("same telephone and close name"),
    "phone_birth": gettext_lazy("same telephone and birth date, one part of the name alike"),
    "birth": gettext_lazy("close name, same birth date"),
}


def marks_of(one: Identity) -> list[str]:
    """What a row is compared by with the others of its sheet: telephone, papers, reference, birth, name and year."""
    found = [f"paper {paper_key(number)}" for number in one.papers]
    found += [f"reference {code}" for code in one.references]
    if one.phone:
        found.append(f"phone {phone_key(one.phone)}")
    if one.birth.day is None:
        return found
    if one.birth.precision == DAY:
        found.append(f"born {one.birth.day.isoformat()}")
    keys = {key for name in one.names for key in record_keys(name, "", one.birth.day.year)}
    return [*found, *(f"name {number} {year}" for number, year in sorted(keys))]


def proposals_for(
    asked: Mapping[int, Identity],
    near: Mapping[int, Mapping[int, Identity]],
    context: ImportContext,
    *,
    anybody_known: bool,
) -> dict[int, list[Proposal]]:
    """For each row asked (number → identity), whom it may be about: people known first, then rows of the sheet."""
    numbers = list(asked)
    known: Sequence[Sequence[Alike]] = [()] * len(numbers)
    if anybody_known:
        identities = [asked[number] for number in numbers]
        known = candidates_of_many(context.by, identities, organisation=context.organisation_id)
    return {
        number: sorted(
            [*map(_person, alike), *_rows(asked[number], near.get(number, {}))],
            key=lambda proposal: not proposal.usual,
        )
        for number, alike in zip(numbers, known, strict=True)
    }


def _person(alike: Alike) -> Proposal:
    found = alike.found
    told = ", ".join(part for part in (found.birth, found.phone_end, *found.offices) if part)
    label = f"{found.person.label} ({told})" if told else found.person.label
    return Proposal(f"person:{found.person.pk}", label, str(WHY[alike.evidence.code]), alike.evidence.strong)


def _rows(one: Identity, others: Mapping[int, Identity]) -> list[Proposal]:
    pairs = [(number, other, evidence(one, other)) for number, other in others.items()]
    alike = [(number, other, why) for number, other, why in pairs if why is not None]
    alike.sort(key=lambda found: (not found[2].strong, -found[2].likeness, found[0]))
    return [
        Proposal(
            f"row:{number}",
            _("%(name)s, line %(line)s") % {"name": other.names[0], "line": number},
            str(WHY[why.code]),
            why.strong,
        )
        for number, other, why in alike[:MOST_ROWS]
    ]
