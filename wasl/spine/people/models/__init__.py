from wasl.spine.people.models.collective import Collective, CollectiveMember
from wasl.spine.people.models.contact import Contact, SpokenLanguage
from wasl.spine.people.models.counting import CountedAs
from wasl.spine.people.models.following import Following, Tie
from wasl.spine.people.models.household import Household, HouseholdCount, HouseholdMember
from wasl.spine.people.models.identity import NameWritten, Paper
from wasl.spine.people.models.party import Party
from wasl.spine.people.models.person import Person, StaffPerson
from wasl.spine.people.models.reference import Reference
from wasl.spine.people.models.renewal import Renewal, RenewalNotice, RenewalRound
from wasl.spine.people.models.search import KnownWord, SearchKey
from wasl.spine.people.models.status import Consent, ResidenceStatus

__all__ = [
    "Collective",
    "CollectiveMember",
    "Consent",
    "Contact",
    "CountedAs",
    "Following",
    "Household",
    "HouseholdCount",
    "HouseholdMember",
    "KnownWord",
    "NameWritten",
    "Paper",
    "Party",
    "Person",
    "Reference",
    "Renewal",
    "RenewalNotice",
    "RenewalRound",
    "ResidenceStatus",
    "SearchKey",
    "SpokenLanguage",
    "StaffPerson",
    "Tie",
]
