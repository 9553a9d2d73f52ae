"""What each agreement and difference weighs, in bits: 1 bit makes "one person" twice as likely, -1 half as likely.

How they were found: a logistic regression over the pairs that share a blocking key among 100,000 invented people with
known duplicates, whose misspellings come only from the half of the families of names that the rules may learn from; its
coefficients, in bits, were rounded by hand and softened where invented people are tidier than real ones (nationality is
claimed anew, papers and phones change). That a name is shared weighs what its rarity says (`rarity`), times a factor,
less a base: a name that everybody bears weighs nothing.
"""

from __future__ import annotations

from wasl.spine.matching.rules.likeness import SLIP, SOUND, SPELLING

NAME_CODES = {SOUND: "name", SPELLING: "name_spelling", SLIP: "name_slip"}
NAME_FACTORS = {SOUND: 0.7, SPELLING: 0.7, SLIP: 0.9}
NAME_BASE = -2.2

WEIGHTS: dict[str, float] = {
    # Words of a name left alone on one side: parts are often left out. On both sides: brothers, sisters and homonyms.
    "name_part_missing": -4.0,
    "name_part_differs": -7.0,
    "twins": -9.5,
    # Birth. 1 January is what is written when nobody knows the day: it says the year.
    "birth_day": 9.0,
    "birth_other_year": 7.0,
    "birth_swapped": 5.5,
    "birth_month": 5.5,
    "birth_first_january": 5.0,
    "birth_near_day": 4.5,
    "birth_year": 4.0,
    "birth_next_year": 0.1,
    "birth_same_month": -0.5,
    "birth_differs": -5.0,
    "birth_year_differs": -7.0,
    # The rest.
    "sex": 0.6,
    "sex_differs": -5.0,
    "nationality": 1.8,
    "nationality_differs": -6.0,
    # A phone is often one for a household: it weighs less when given names differ.
    "phone": 5.5,
    "phone_of_household": 2.5,
    "phone_end": 2.5,
    "phone_differs": -1.2,
    "email": 8.0,
    "email_differs": -0.5,
    "paper": 16.0,
    "paper_differs": -0.8,
    "household": 2.0,
    "tied": -20.0,
}

# The odds against, in bits, among so many people: the logarithm of their number, and this.
PRIOR = -6.5

# What the machine needs to say "strong": everything else is shared by many pairs of two persons.
IDENTIFYING = frozenset({"paper", "phone", "email"})
