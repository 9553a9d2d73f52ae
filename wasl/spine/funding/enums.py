"""Codes of funding and their names."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LineKind(models.TextChoices):
    """What a budget line pays for; the first two go to the beneficiaries themselves."""

    STARTUP_FUND = "startup_fund", _("Start-up fund")
    STIPEND = "stipend", _("Work stipends")
    ACCOMPANIMENT = "accompaniment", _("Accompaniment and training")
    AWARENESS = "awareness", _("Awareness")
    STAFF = "staff", _("Staff")
    EQUIPMENT = "equipment", _("Equipment")
    RUNNING = "running", _("Running costs")
    OTHER = "other", _("Other costs")
    HEADING = "heading", _("Heading")


class RuleKind(models.TextChoices):
    SHARE_AT_LEAST = "share_at_least", _("Share of the budget, at least")
    SHARE_AT_MOST = "share_at_most", _("Share of the budget, at most")
    MAX_THIRD_PARTY = "max_third_party", _("Highest amount per beneficiary")


class RateMethod(models.TextChoices):
    """How a contract turns dirhams into the donor's currency."""

    MONTH_OF_COST = "month_of_cost", _("Rate of the month of the cost")
    PERIOD_MEAN = "period_mean", _("Mean of the monthly rates of the period")
    RECEIPT_RATE = "receipt_rate", _("Rate at which the donor's instalment was received")
    USUAL_PRACTICE = "usual_practice", _("Usual accounting practice: last rate known")


class Mode(models.TextChoices):
    """How money, or what it buys, reaches the beneficiary."""

    TRANSFER = "transfer", _("Bank transfer")
    MOBILE = "mobile", _("Mobile payment")
    CASH = "cash", _("Cash")
    IN_KIND = "in_kind", _("In kind, paid to a supplier")


class AccountStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("account", "Waiting for a second person")
    CONFIRMED = "confirmed", pgettext_lazy("account", "Confirmed")
    REFUSED = "refused", pgettext_lazy("account", "Refused")
    REPLACED = "replaced", pgettext_lazy("account", "Replaced")


class AgreementStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("agreement", "To be signed")
    SIGNED = "signed", pgettext_lazy("agreement", "Signed")
    COMPLETED = "completed", pgettext_lazy("agreement", "Entirely paid")
    TERMINATED = "terminated", pgettext_lazy("agreement", "Ended before its term")
    CANCELLED = "cancelled", pgettext_lazy("agreement", "Never signed")


class TrancheStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("tranche", "Waiting for its conditions")
    READY = "ready", pgettext_lazy("tranche", "Ready to be paid")
    PAID = "paid", pgettext_lazy("tranche", "Paid")
    CANCELLED = "cancelled", pgettext_lazy("tranche", "Cancelled")


class Standard(models.TextChoices):
    """Conditions that agreements usually set, kept as codes so that each reads them in their own language."""

    QUOTES = "quotes", _("Quotes of what will be bought are in the file")
    INVOICES = "invoices", _("Invoices of the tranche before are in the file")
    VISIT = "visit", _("The place of work was visited")
    REPORT = "report", _("The final report was received")


class OrderStatus(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("order", "Waiting for the second signature")
    RELEASED = "released", pgettext_lazy("order", "Released, to be paid")
    PAID = "paid", pgettext_lazy("order", "Paid")
    REFUSED = "refused", pgettext_lazy("order", "Refused")


class Part(models.TextChoices):
    """What somebody did in the file before the money: such a person does not pay."""

    INSTRUCTED = "instructed", _("Instructed the file")
    DECIDED = "decided", _("Took part in the decision")


COMMITTING = (AgreementStatus.SIGNED, AgreementStatus.COMPLETED, AgreementStatus.TERMINATED)
LIVE_ORDERS = (OrderStatus.REQUESTED, OrderStatus.RELEASED)
MODES_WITH_ACCOUNT = (Mode.TRANSFER, Mode.MOBILE)
