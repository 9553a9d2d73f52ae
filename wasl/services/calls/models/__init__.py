from wasl.services.calls.models.application import (
    Application,
    ApplicationMember,
    ApplicationPassage,
    EligibilityCheck,
)
from wasl.services.calls.models.call import Call, CallVersion, CallZone, Criterion, EligibilityRule
from wasl.services.calls.models.committee import Committee, CommitteeMember, Decision, RankEntry, ReserveList
from wasl.services.calls.models.review import Conflict, Review, ReviewScore

__all__ = [
    "Application",
    "ApplicationMember",
    "ApplicationPassage",
    "Call",
    "CallVersion",
    "CallZone",
    "Committee",
    "CommitteeMember",
    "Conflict",
    "Criterion",
    "Decision",
    "EligibilityCheck",
    "EligibilityRule",
    "RankEntry",
    "ReserveList",
    "Review",
    "ReviewScore",
]
