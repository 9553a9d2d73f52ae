from __future__ import annotations

from wasl.spine.matching.rules.likeness import SLIP, SOUND, SPELLING
from wasl.spine.matching.rules.weights import NAME_CODES, WEIGHTS
from wasl.spine.matching.words import WORDS


def test_everything_the_rules_may_say_has_its_words() -> None:
    unknown = {f"{what}_unknown" for what in ("birth", "sex", "nationality", "phone", "email", "paper")}
    named = {NAME_CODES[kind] for kind in (SOUND, SPELLING, SLIP)}

    assert set(WORDS) == set(WEIGHTS) | unknown | named
