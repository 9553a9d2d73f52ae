"""What finance types: validation of form only; rules stand in rules and actions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.forms import FlexibleDateField, MoneyField
from wasl.spine.funding.enums import Mode
from wasl.spine.funding.models import Agreement, Payee, Tranche


class SignForm(forms.Form):
    """The day both sides signed."""

    signed_on = FlexibleDateField(label=_("Signed on"), past=True)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ConditionForm(forms.Form):
    """How and when a condition was met."""

    on = FlexibleDateField(label=_("Met on"), past=True)
    note = forms.CharField(
        label=_("How it was checked"),
        max_length=300,
        required=False,
        help_text=_("For example: visit of the workshop, invoices seen."),
    )
    proof = forms.FileField(
        label=_("Document"), required=False, help_text=_("PDF, photo, Word or Excel, at most 10 MB.")
    )


class PayeeForm(forms.Form):
    """Who is paid and how."""

    mode = forms.ChoiceField(label=_("Means of payment"), choices=Mode.choices)
    holder = forms.CharField(
        label=_("Holder"),
        max_length=150,
        help_text=_("The name on the account; for a purchase, the supplier."),
    )
    account = forms.CharField(
        label=_("Account or mobile number"),
        max_length=60,
        required=False,
        help_text=_("24 digits (RIB) for a bank account. It is kept encrypted and shown by its end only."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "inputmode": "numeric"}),
    )
    proof = forms.FileField(
        label=_("Proof of the account"),
        required=False,
        help_text=_("Attestation of the bank, identity paper."),
    )


class AccountForm(forms.Form):
    """Another account for a payee."""

    account = PayeeForm.base_fields["account"]
    proof = PayeeForm.base_fields["proof"]


class OrderForm(forms.Form):
    """What is asked to be paid on a tranche, and to whom."""

    payee = forms.ModelChoiceField(label=_("Payee"), queryset=Payee.objects.none(), empty_label=None)
    amount = MoneyField(label=_("Amount"), currency="MAD", min_value=Decimal("0.01"))
    purpose = forms.CharField(
        label=_("For"),
        max_length=200,
        required=False,
        help_text=_("For example: two sewing machines, quote 118."),
    )

    def __init__(self, *args: Any, tranche: Tranche, payees: Sequence[Payee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["payee"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Payee.objects.filter(pk__in=[payee.pk for payee in payees])
        choice.label_from_instance = payee_label  # type: ignore[method-assign, assignment]
        self.initial.setdefault("amount", tranche.remaining)


def payee_label(payee: Payee) -> str:
    """Holder and means of payment."""
    return f"{payee.holder} · {payee.get_mode_display()}"


class PaymentForm(forms.Form):
    """That a released order was paid, with its proof."""

    paid_on = FlexibleDateField(label=_("Paid on"), past=True)
    reference = forms.CharField(
        label=_("Bank reference or invoice number"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    proof = forms.FileField(
        label=_("Proof of payment"), help_text=_("Advice of the bank, signed receipt, invoice: PDF or photo.")
    )


class ReceiptForm(forms.Form):
    """Who received, and the signed paper once scanned."""

    received_by = forms.CharField(label=_("Received by"), max_length=150)
    received_on = FlexibleDateField(label=_("Received on"), past=True)
    signed = forms.FileField(label=_("Signed receipt"), required=False)


class AmendForm(forms.Form):
    """A signed amendment: a new amount for each tranche, and one more tranche at most."""

    signed_on = FlexibleDateField(label=_("Signed on"), past=True)
    reason = forms.CharField(label=_("Reason"), max_length=300)
    added = MoneyField(
        label=_("One more tranche"), currency="MAD", required=False, help_text=_("Leave empty for none.")
    )
    condition = forms.CharField(label=_("Its condition"), max_length=300, required=False)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = list(agreement.tranches.exclude(status="cancelled").order_by("number"))
        self.total = agreement.total
        for tranche in self.standing:
            self.fields[f"tranche_{tranche.number}"] = MoneyField(
                label=_("Tranche %(number)s") % {"number": tranche.number},
                currency="MAD",
                initial=tranche.amount,
            )
        order = [f"tranche_{tranche.number}" for tranche in self.standing]
        self.order_fields([*order, "added", "condition", "signed_on", "reason"])

    def amounts(self) -> dict[int, Decimal]:
        """The new amounts by tranche number."""
        return {t.number: self.cleaned_data[f"tranche_{t.number}"] for t in self.standing}

    def change(self) -> Decimal:
        """By how much the agreement changes: what the tranches now sum to, less what it was."""
        added = self.cleaned_data.get("added") or Decimal(0)
        return sum(self.amounts().values(), added) - self.total


class BudgetForm(forms.Form):
    """A signed amendment of the budget: an amount for each line; headings follow."""

    signed_on = FlexibleDateField(label=_("Signed on"), past=True)
    note = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, lines: Sequence[Any], currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = {f"line-{line.code}": line.code for line in lines}
        for line in lines:
            self.fields[f"line-{line.code}"] = MoneyField(
                label=f"{line.code} {line.label}", currency=currency, initial=line.budgeted
            )
        self.order_fields([*self.codes, "signed_on", "note"])

    def amounts(self) -> dict[str, Decimal]:
        """The amounts typed by line code."""
        return {code: self.cleaned_data[name] for name, code in self.codes.items()}


class RateForm(forms.Form):
    """An exchange rate of a day."""

    on = FlexibleDateField(label=_("Day"), past=True)
    rate = forms.DecimalField(
        label=_("Dirhams for one unit"),
        max_digits=14,
        decimal_places=6,
        min_value=Decimal("0.000001"),
        localize=True,
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)


def today_as(name: str) -> dict[str, Any]:
    """Initial value: today, in the field of that name."""
    return {name: clock.today()}
