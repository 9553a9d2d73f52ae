"""The acts on money, as the journal names them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "funding.create_agreement": _("Agreement prepared"),
    "funding.sign_agreement": _("Agreement signed"),
    "funding.cancel_agreement": _("Agreement put away"),
    "funding.amend_agreement": _("Amendment of an agreement recorded"),
    "funding.end_agreement": _("Agreement ended before its term"),
    "funding.meet_condition": _("Condition of a tranche met"),
    "funding.sign_budget": _("Version of a budget signed"),
    "funding.record_rate": _("Exchange rate recorded"),
    "funding.set_rule": _("Spending rule set"),
    "funding.register_payee": _("Payee registered"),
    "funding.change_account": _("Change of a payee's account proposed"),
    "funding.confirm_account": _("Payee's account confirmed by a second person"),
    "funding.refuse_account": _("Payee's account refused"),
    "funding.order_payment": _("Payment asked for"),
    "funding.release_payment": _("Payment released"),
    "funding.refuse_payment": _("Payment refused"),
    "funding.record_payment": _("Payment recorded"),
    "funding.record_receipt": _("Signed receipt recorded"),
    "funding.read": _("Agreement or payment opened"),
    "funding.list": _("List of agreements or payments shown"),
    "funding.export": _("List of agreements or payments exported"),
    "funding.print": _("Agreement or receipt printed"),
}
