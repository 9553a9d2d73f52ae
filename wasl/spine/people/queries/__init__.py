"""Reads of the room: who is who, who is found, who belongs to whom."""

from wasl.spine.people.queries.alerts import alerts_of
from wasl.spine.people.queries.counting import counted_as, counted_key, is_joined, merged_as, one_person
from wasl.spine.people.queries.evidence import WHY
from wasl.spine.people.queries.header import Header, header_of
from wasl.spine.people.queries.members import (
    members_of_many,
    members_on,
    party_ids_of,
    standing,
    with_absorbed,
)
from wasl.spine.people.queries.panels import search_buttons_of, sections_of
from wasl.spine.people.queries.papers import SharedNumber, same_number
from wasl.spine.people.queries.residence import residence_on
from wasl.spine.people.queries.search import (
    Found,
    candidates,
    matching,
    matching_collectives,
    parties_matching,
    parties_with_phone,
    search,
    search_parties,
)
from wasl.spine.people.queries.timeline import timeline_of

__all__ = [
    "WHY",
    "Found",
    "Header",
    "SharedNumber",
    "alerts_of",
    "candidates",
    "counted_as",
    "counted_key",
    "header_of",
    "is_joined",
    "matching",
    "matching_collectives",
    "members_of_many",
    "members_on",
    "merged_as",
    "one_person",
    "parties_matching",
    "parties_with_phone",
    "party_ids_of",
    "residence_on",
    "same_number",
    "search",
    "search_buttons_of",
    "search_parties",
    "sections_of",
    "standing",
    "timeline_of",
    "with_absorbed",
]
