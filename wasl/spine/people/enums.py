"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    PERSON = "person", _("Person")
    COLLECTIVE = "collective", _("Collective")
    ORGANISATION = "organisation", _("Organisation")


class Sex(models.TextChoices):
    FEMALE = "f", _("Woman")
    MALE = "m", _("Man")
    UNKNOWN = "u", _("Not said")


class Precision(models.TextChoices):
    """How much of a birth date is known. A year alone is stored as 1 January of that year with YEAR."""

    DAY = "day", _("Exact day")
    MONTH = "month", _("Month and year")
    YEAR = "year", _("Year only")
    NONE = "none", _("Date unknown")


class Activity(models.TextChoices):
    SALARIED = "salaried", _("Salaried work")
    SELF_EMPLOYED = "self_employed", _("Own business")
    INFORMAL = "informal", _("Informal work")
    CRAFT = "craft", _("Craftsperson")
    HOUSEWORK = "housework", _("Housewife or househusband")
    STUDENT = "student", _("Student")
    SEEKING = "seeking", _("Looking for work")
    NONE = "none", _("No activity")
    UNKNOWN = "unknown", _("Not said")


class FollowingBasis(models.TextChoices):
    """Why an office follows a party."""

    WELCOME = "welcome", _("Welcomed at the desk")
    IMPORT = "import", _("Taken over from a register")
    CASE = "case", _("Case opened")
    COLLECTIVE = "collective", _("Member of a collective")
    APPLICATION = "application", _("Application to a call")
    REFERRAL = "referral", _("Referred by a partner")
    TRAINING = "training", _("Enrolled in a training")


class MemberRole(models.TextChoices):
    LEAD = "lead", _("Spokesperson")
    TREASURER = "treasurer", _("Treasurer")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")


class TieKind(models.TextChoices):
    HOUSEHOLD = "household", _("Same household")
    KIN = "kin", _("Family")
    EMPLOYEE = "employee", _("Employee")
    BOARD = "board", _("Board member")
    MEMBER = "member", _("Member")
    COACH = "coach", _("Coach")


class Script(models.TextChoices):
    LATIN = "latin", _("Latin script")
    ARABIC = "arabic", _("Arabic script")
    OTHER = "other", _("Other script")


class PaperKind(models.TextChoices):
    PASSPORT = "passport", _("Passport")
    NATIONAL_CARD = "national_card", _("National identity card")
    RESIDENCE_CARD = "residence_card", _("Residence card")
    RECEIPT = "receipt", _("Filing receipt")
    CONSULAR_CARD = "consular_card", _("Consular card")
    REFUGEE_CARD = "refugee_card", _("Refugee card")
    UNHCR_CERTIFICATE = "unhcr", _("UNHCR certificate")
    TEN_YEAR_CARD = "ten_year_card", _("Ten-year residence card")
    HEARING_RECEIPT = "hearing", _("Hearing receipt")
    BIRTH_CERTIFICATE = "birth", _("Birth certificate")
    OTHER = "other", _("Other paper")


class PaperState(models.TextChoices):
    """What became of a paper; a replaced one stays as history."""

    HELD = "held", _("Held")
    REPLACED = "replaced", _("Replaced by another")
    LOST = "lost", _("Lost or stolen")
    WITHDRAWN = "withdrawn", _("Withdrawn by the authority")


class TitleKind(models.TextChoices):
    """What has to be renewed in time: the kind of the paper, or STAY where it is known by the residence status alone.

    A status is read in its compartment; what ends is told outside it without saying which.
    """

    STAY = "stay", _("Residence permit")
    RESIDENCE_CARD = "residence_card", _("Residence card")
    TEN_YEAR_CARD = "ten_year_card", _("Ten-year residence card")
    RECEIPT = "receipt", _("Filing receipt")
    REFUGEE_CARD = "refugee_card", _("Refugee card")
    UNHCR = "unhcr", _("UNHCR certificate")
    PASSPORT = "passport", _("Passport")


class Residence(models.TextChoices):
    """Residence and protection statuses in Morocco (law 02-03; see docs, domain chapter 4)."""

    RESIDENCE_CARD = "card", _("Residence card")
    TEN_YEAR_CARD = "ten_year_card", _("Ten-year residence card")
    RECEIPT = "receipt", _("Filing receipt, renewal under way")
    REFUGEE_CARD = "refugee_card", _("Recognised refugee with a card")
    REFUGEE_UNHCR = "refugee_unhcr", _("Refugee recognised by UNHCR only")
    ASYLUM_SEEKER = "asylum_seeker", _("Asylum seeker")
    SHORT_STAY = "short_stay", _("Short stay (visa or exemption)")
    IRREGULAR = "irregular", _("No residence permit")


class ConsentPurpose(models.TextChoices):
    FILE = "file", _("Keep and use the file")
    PARTNERS = "partners", _("Share with the partners of the programme")
    CONTACT = "contact", _("Be called or written to")
    IMAGE = "image", _("Use of pictures")


class ConsentMeans(models.TextChoices):
    SIGNED = "signed", _("Signed form")
    SPOKEN = "spoken", _("Said aloud")
    THUMB = "thumb", _("Fingerprint on the form")


class Kinship(models.TextChoices):
    """What the first person of a family tie is to the second."""

    SPOUSE = "spouse", _("Husband or wife")
    PARENT = "parent", _("Father or mother")
    CHILD = "child", _("Son or daughter")
    SIBLING = "sibling", _("Brother or sister")
    GRANDPARENT = "grandparent", _("Grandparent")
    GRANDCHILD = "grandchild", _("Grandchild")
    GUARDIAN = "guardian", _("Guardian")
    WARD = "ward", _("Child in their care")
    OTHER = "other", _("Other family")


class HouseholdRole(models.TextChoices):
    HEAD = "head", _("Head of the household")
    SPOUSE = "spouse", _("Husband or wife of the head")
    CHILD = "child", _("Child")
    PARENT = "parent", _("Parent of the head")
    SIBLING = "sibling", _("Brother or sister of the head")
    OTHER = "other", _("Other member")


class AgeBand(models.TextChoices):
    """Ages of those of a household who are counted without being registered."""

    INFANT = "0-2", _("0 to 2 years")
    NURSERY = "3-5", _("3 to 5 years")
    PRIMARY = "6-11", _("6 to 11 years")
    TEENAGER = "12-17", _("12 to 17 years")
    ADULT = "18+", _("18 years and more")


class ContactKind(models.TextChoices):
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    ADDRESS = "address", _("Address")
    EMERGENCY = "emergency", _("Person to call in an emergency")


class ContactOwner(models.TextChoices):
    """Whose phone or address it is."""

    SELF = "self", _("Their own")
    HOUSEHOLD = "household", _("Of the household")
    FAMILY = "family", _("Of a relative")
    FRIEND = "friend", _("Of a friend or neighbour")
    WORK = "work", _("Of the employer")
    ASSOCIATION = "association", _("Of an association or shelter")


class Speaking(models.TextChoices):
    """How well somebody speaks a language."""

    NONE = "none", _("Does not speak it")
    LITTLE = "little", _("A few words")
    WELL = "well", _("Gets by")
    FLUENT = "fluent", _("Fluent")
    MOTHER = "mother", _("Mother tongue")


class Reading(models.TextChoices):
    """How well somebody reads a language."""

    NONE = "none", _("Does not read it")
    LITTLE = "little", _("Reads with difficulty")
    WELL = "well", _("Reads")


# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "people.create": _("Person registered"),
    "people.update": _("Person corrected"),
    "people.read": _("Person's file opened"),
    "people.list": _("List of people shown"),
    "people.search": _("People searched"),
    "people.export": _("List of people exported"),
    "people.follow": _("Following begun"),
    "people.end_following": _("Following ended"),
    "people.create_collective": _("Collective formed"),
    "people.add_member": _("Member added"),
    "people.remove_member": _("Membership ended"),
    "people.residence": _("Residence status added"),
    "people.read_residence": _("Residence status opened"),
    "people.consent": _("Consent recorded"),
    "people.withdraw_consent": _("Consent withdrawn"),
    "people.paper": _("Paper recorded"),
    "people.correct_paper": _("Paper corrected"),
    "people.end_paper": _("Paper lost or withdrawn"),
    "people.renewals": _("Titles to renew shown"),
    "people.weekly_lists": _("Weekly lists of titles to renew written"),
    "people.read_weekly_list": _("Weekly list of titles to renew opened"),
    "people.name": _("Name as written recorded"),
    "people.reference": _("Reference at a partner recorded"),
    "people.remove": _("Person or entry registered by mistake removed"),
    "people.correct_name": _("Name as written corrected"),
    "people.remove_name": _("Name as written taken off"),
    "people.contact": _("Contact recorded"),
    "people.change_contact": _("Contact corrected"),
    "people.end_contact": _("Contact no longer used"),
    "people.language": _("Language recorded"),
    "people.remove_language": _("Language taken off"),
    "people.form_household": _("Household formed"),
    "people.join_household": _("Member of a household recorded"),
    "people.leave_household": _("Member of a household moved out"),
    "people.change_household": _("Household corrected"),
    "people.correct_residence": _("Residence status corrected"),
    "people.withdraw_residence": _("Residence status withdrawn"),
    "people.consent_receipt": _("Receipt of a consent printed"),
    "people.tie": _("Tie recorded"),
    "people.end_tie": _("Tie ended"),
    "people.declare_staff": _("Staff member declared a person"),
}
