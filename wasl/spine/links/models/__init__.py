from wasl.spine.links.models.agreement import SharingAgreement, SharingMember
from wasl.spine.links.models.link import Link
from wasl.spine.links.models.question import KnownAnswer, Question

__all__ = ["KnownAnswer", "Link", "Question", "SharingAgreement", "SharingMember"]
