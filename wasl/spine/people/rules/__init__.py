"""Pure rules on persons: how a name is folded and compared, how old somebody is, what a status allows."""

from wasl.spine.people.rules.ages import (
    NO_PRECISION,
    ages_on,
    birth_text,
    same_birth,
)
from wasl.spine.people.rules.groups import groups_of
from wasl.spine.people.rules.identity import (
    label,
    list_label,
    mask_end,
    paper_key,
    phone_digits,
    phone_key,
    script_of,
    sort_key,
)
from wasl.spine.people.rules.names import Keys, fold, keys_of, skeleton, split_name, words
from wasl.spine.people.rules.residence import Held, Regular, regular_on
from wasl.spine.people.rules.search import Asked, Known, Score, read_question, score

__all__ = [
    "NO_PRECISION",
    "Asked",
    "Held",
    "Keys",
    "Known",
    "Regular",
    "Score",
    "ages_on",
    "birth_text",
    "fold",
    "groups_of",
    "keys_of",
    "label",
    "list_label",
    "mask_end",
    "paper_key",
    "phone_digits",
    "phone_key",
    "read_question",
    "regular_on",
    "same_birth",
    "score",
    "script_of",
    "skeleton",
    "sort_key",
    "split_name",
    "words",
]
