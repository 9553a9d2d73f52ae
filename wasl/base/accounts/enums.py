"""Words of the accounts."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Role

ROLE_CHOICES = [
    (Role.RECEPTION.value, _("Reception")),
    (Role.ADVISER.value, _("Adviser")),
    (Role.TRAINER.value, _("Trainer")),
    (Role.MENTOR.value, _("Mentor")),
    (Role.REVIEWER.value, _("Reviewer")),
    (Role.COMMITTEE.value, _("Selection committee")),
    (Role.FINANCE.value, _("Finance")),
    (Role.MONITORING.value, _("Monitoring and evaluation")),
    (Role.COORDINATOR.value, _("Coordination")),
    (Role.PARTNER.value, _("Partner")),
    (Role.DONOR.value, _("Donor")),
    (Role.AUDITOR.value, _("Auditor")),
    (Role.PROTECTION.value, _("Data protection")),
    (Role.ADMINISTRATOR.value, _("Administrator")),
]


class Language(models.TextChoices):
    """Languages of the screens."""

    FRENCH = "fr", "Français"
    ARABIC = "ar", "العربية"
    ENGLISH = "en", "English"


class SecretKind(models.TextChoices):
    """How an access grant is carried."""

    CODE = "code", _("Printed code")
    LINK = "link", _("Link")


class SecondFactorChange(StrEnum):
    """What somebody does to their own second factor; the act in the journal (`accounts.…`)."""

    ON = "second_factor_on"
    OFF = "second_factor_off"
    CODES = "recovery_codes"
