"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.spine.people.actions.changes import changed, gathering
from wasl.spine.people.actions.collectives import add_member, create_collective, remove_member
from wasl.spine.people.actions.consents import record_consent, withdraw_consent
from wasl.spine.people.actions.contacts import (
    DIALLED,
    change_contact,
    end_contact,
    record_contact,
    record_language,
    remove_language,
)
from wasl.spine.people.actions.counting import recount
from wasl.spine.people.actions.followings import (
    check_visible,
    end_following,
    end_handed_on,
    follow,
    follow_taken_over,
    programme_for,
)
from wasl.spine.people.actions.households import (
    change_household,
    end_tie,
    form_household,
    join_household,
    leave_household,
    tie,
)
from wasl.spine.people.actions.names import correct_name, record_name, remove_name, show_name
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
from wasl.spine.people.actions.residence import correct_residence, record_residence, withdraw_residence
from wasl.spine.people.actions.staff import declare_staff_person

__all__ = [
    "DIALLED",
    "CandidatesFound",
    "RestsOn",
    "add_member",
    "change_contact",
    "change_household",
    "changed",
    "check_visible",
    "correct_name",
    "correct_paper",
    "correct_residence",
    "create_collective",
    "create_organisation_party",
    "create_person",
    "create_person_after_search",
    "declare_staff_person",
    "end_contact",
    "end_following",
    "end_handed_on",
    "end_paper",
    "end_tie",
    "follow",
    "follow_taken_over",
    "form_household",
    "gathering",
    "join_household",
    "leave_household",
    "mark_seen",
    "programme_for",
    "record_consent",
    "record_contact",
    "record_language",
    "record_name",
    "record_paper",
    "record_reference",
    "record_residence",
    "recount",
    "refresh_renewals",
    "remove_language",
    "remove_member",
    "remove_name",
    "remove_person",
    "resting_on",
    "show_name",
    "take_away",
    "tie",
    "update_person",
    "withdraw_consent",
    "withdraw_residence",
    "write_weekly_lists",
]
