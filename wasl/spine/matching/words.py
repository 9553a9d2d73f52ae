"""The words of what agrees and what differs between two persons; the codes are those of the rules."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "name": _("same name"),
    "name_spelling": _("name in another spelling"),
    "name_slip": _("name with a slip of the pen"),
    "name_part_missing": _("part of the name missing"),
    "name_part_differs": _("part of the name differs"),
    "twins": _("same family and birth, other given name: twins?"),
    "birth_day": _("same birth date"),
    "birth_other_year": _("same day of birth, other year"),
    "birth_swapped": _("day and month of birth swapped"),
    "birth_month": _("same month and year of birth"),
    "birth_first_january": _("both born on 1 January of the same year"),
    "birth_near_day": _("same month of birth, other day"),
    "birth_year": _("same birth year"),
    "birth_next_year": _("birth years next to each other"),
    "birth_same_month": _("same year and day of birth, other month"),
    "birth_differs": _("other birth date"),
    "birth_year_differs": _("other birth year"),
    "birth_unknown": _("birth date"),
    "sex": _("same sex"),
    "sex_differs": _("other sex"),
    "sex_unknown": _("sex"),
    "nationality": _("same nationality"),
    "nationality_differs": _("other nationality"),
    "nationality_unknown": _("nationality"),
    "phone": _("same phone"),
    "phone_of_household": _("same phone, perhaps of one household"),
    "phone_end": _("same end of phone"),
    "phone_differs": _("other phone"),
    "phone_unknown": _("phone"),
    "email": _("same e-mail"),
    "email_differs": _("other e-mail"),
    "email_unknown": _("e-mail"),
    "paper": _("same paper number"),
    "paper_differs": _("other paper numbers"),
    "paper_unknown": _("paper number"),
    "household": _("live with the same people"),
    "tied": _("known to be two people of one household or family"),
}


def in_words(codes: Iterable[str]) -> list[str | Promise]:
    """The words of these codes, in their order; a code of an older version that has none is left out."""
    return [WORDS[code] for code in codes if code in WORDS]
