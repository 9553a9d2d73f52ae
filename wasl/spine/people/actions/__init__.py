"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.spine.people.actions.changes import changed, gathering
from wasl.spine.people.actions.collectives import add_member, create_collective, remove_member
from wasl.spine.people.actions.compartments import (
    declare_staff_person,
    record_consent,
    record_name,
    record_residence,
    tie,
    withdraw_consent,
)
from wasl.spine.people.actions.counting import recount
from wasl.spine.people.actions.followings import check_visible, end_following, follow, programme_for
from wasl.spine.people.actions.papers import correct_paper, end_paper, record_paper
from wasl.spine.people.actions.parties import create_organisation_party
from wasl.spine.people.actions.persons import (
    CandidatesFound,
    create_person,
    create_person_after_search,
    update_person,
)
from wasl.spine.people.actions.references import record_reference
from wasl.spine.people.actions.removal import RestsOn, remove_person, resting_on, take_away
from wasl.spine.people.actions.renewals import mark_seen, refresh_renewals, write_weekly_lists

__all__ = [
    "CandidatesFound",
    "RestsOn",
    "add_member",
    "changed",
    "check_visible",
    "correct_paper",
    "create_collective",
    "create_organisation_party",
    "create_person",
    "create_person_after_search",
    "declare_staff_person",
    "end_following",
    "end_paper",
    "follow",
    "gathering",
    "mark_seen",
    "programme_for",
    "record_consent",
    "record_name",
    "record_paper",
    "record_reference",
    "record_residence",
    "recount",
    "refresh_renewals",
    "remove_member",
    "remove_person",
    "resting_on",
    "take_away",
    "tie",
    "update_person",
    "withdraw_consent",
    "write_weekly_lists",
]
