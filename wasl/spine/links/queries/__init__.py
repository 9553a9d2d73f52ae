"""Reads of the room: what is authorised, who is known elsewhere, which links wait."""

from wasl.spine.links.queries.agreements import (
    authorised,
    authorised_pairs,
    may_confirm,
    missing,
    waiting_agreements,
)
from wasl.spine.links.queries.comparing import Pair, Report, pairs_to_propose
from wasl.spine.links.queries.finding import (
    Known,
    evidence_between,
    holders_of_paper,
    holders_of_phone,
    known_elsewhere,
    objecting,
)
from wasl.spine.links.queries.inside import (
    followers_of_both,
    inside_link,
    known_to_others,
    organisation_of_both,
)
from wasl.spine.links.queries.presenting import (
    Side,
    holdings,
    idle,
    links_of,
    other_names,
    own_parties,
    own_reason,
    sides_of,
    to_decide,
)
from wasl.spine.links.queries.standing import same_person, side_of

__all__ = [
    "Known",
    "Pair",
    "Report",
    "Side",
    "authorised",
    "authorised_pairs",
    "evidence_between",
    "followers_of_both",
    "holders_of_paper",
    "holders_of_phone",
    "holdings",
    "idle",
    "inside_link",
    "known_elsewhere",
    "known_to_others",
    "links_of",
    "may_confirm",
    "missing",
    "objecting",
    "organisation_of_both",
    "other_names",
    "own_parties",
    "own_reason",
    "pairs_to_propose",
    "same_person",
    "side_of",
    "sides_of",
    "to_decide",
    "waiting_agreements",
]
