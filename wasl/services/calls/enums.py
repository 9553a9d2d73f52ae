"""Words of a call: kinds, statuses, operators, outcomes. Codes are English, labels are translated."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallKind(TextChoices):
    """What a call funds; the preset of its rules and rubric follows it."""

    COLLECTIVE = "collective", _("Collective start-ups")
    INDIVIDUAL = "individual", _("Sole businesses")
    AGR = "agr", _("Income-generating activities")
    ACCELERATION = "acceleration", _("Acceleration of existing businesses")


class CallStatus(TextChoices):
    """Where a call stands; whether it takes applications also depends on its dates."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("call", "Published")
    DECIDED = "decided", pgettext_lazy("call", "Decided")
    ANNOUNCED = "announced", _("Results published")
    CANCELLED = "cancelled", pgettext_lazy("call", "Cancelled")


class Applicant(TextChoices):
    """Who applies: the kind of the party."""

    ANY = "any", _("Every applicant")
    COLLECTIVE = "collective", _("Groups")
    PERSON = "person", _("Persons")
    ORGANISATION = "organisation", _("Existing businesses")


class Operator(TextChoices):
    """How the answer of an evidence is compared with what the call asks."""

    IS_YES = "is_yes", _("must be yes")
    IS_NO = "is_no", _("must be no")
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    BETWEEN = "between", _("from … to …")
    ONE_OF = "one_of", _("one of")


class Outcome(TextChoices):
    """Answer of one rule, and of all together: an absent proof is missing, never yes."""

    YES = "yes", _("Eligible")
    NO = "no", _("Not eligible")
    MISSING = "missing", _("Paper missing")


class CheckPurpose(TextChoices):
    """Why eligibility was checked."""

    SUBMISSION = "submission", _("At submission")
    AGAIN = "again", _("Checked again")
    SIGNATURE = "signature", _("Before signature")


class LegalIdea(TextChoices):
    """Legal form the applicants have in mind."""

    UNDECIDED = "undecided", _("Not decided yet")
    NONE = "none", _("No legal form (income-generating activity)")
    AUTO_ENTREPRENEUR = "auto_entrepreneur", _("Auto-entrepreneur")
    COOPERATIVE = "cooperative", _("Cooperative")
    SARL = "sarl", _("Limited company (SARL)")
    SARL_AU = "sarl_au", _("Single-member limited company (SARL AU)")
    GIE = "gie", _("Economic interest group (GIE)")


class Origin(TextChoices):
    """Where the application was filed."""

    DESK = "desk", _("At the desk")
    PUBLIC = "public", _("Public page")


class ApplicationStatus(TextChoices):
    """Inner status of an application; what the applicant reads is `workflows.public_label`."""

    SUBMITTED = "submitted", pgettext_lazy("application", "Received")
    INCOMPLETE = "incomplete", pgettext_lazy("application", "Paper missing")
    ELIGIBLE = "eligible", pgettext_lazy("application", "Eligible")
    INELIGIBLE = "ineligible", pgettext_lazy("application", "Not eligible")
    PRESELECTED = "preselected", pgettext_lazy("application", "Preselected")
    NOT_PRESELECTED = "not_preselected", pgettext_lazy("application", "Not preselected")
    SELECTED = "selected", pgettext_lazy("application", "Selected")
    RESERVE = "reserve", pgettext_lazy("application", "On the reserve list")
    REJECTED = "rejected", pgettext_lazy("application", "Not selected")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


class ReviewStatus(TextChoices):
    """A review is assigned, then submitted once, or declined for a conflict of interest."""

    ASSIGNED = "assigned", pgettext_lazy("review", "To do")
    SUBMITTED = "submitted", pgettext_lazy("review", "Submitted")
    DECLINED = "declined", pgettext_lazy("review", "Declined")


class ConflictKind(TextChoices):
    """Why somebody may not judge an application."""

    DECLARED = "declared", _("Declared by the reviewer")
    SAME_PERSON = "same_person", _("Is the applicant or a member of the group")
    ADVISER = "adviser", _("Adviser or coach of the applicant")
    FAMILY = "family", _("Lives with the applicant or is family")
    INSTRUCTOR = "instructor", _("Filed or examined the application")


class DecisionOutcome(TextChoices):
    """What the committee decided."""

    SELECTED = "selected", pgettext_lazy("decision", "Selected")
    RESERVE = "reserve", pgettext_lazy("decision", "Reserve list")
    REJECTED = "rejected", pgettext_lazy("decision", "Not selected")


class Placing(TextChoices):
    """Why the ranking under the envelope gives an application what it gives."""

    FITS = "fits", _("Fits in the envelope")
    ENVELOPE = "envelope", _("The envelope left is too small")
    NUMBER = "number", _("The number of grants is reached")
    THRESHOLD = "threshold", _("Under the minimum mark")
    SET_ASIDE = "set_aside", _("Set aside by the committee")
