"""The acts of the accounts, as the journal names them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "accounts.create": _("Account opened"),
    "accounts.update": _("Account changed"),
    "accounts.close": _("Account closed"),
    "accounts.reopen": _("Account opened again"),
    "accounts.export": _("Export of the accounts"),
    "accounts.grant": _("Role granted"),
    "accounts.confirm": _("Role confirmed by a second person"),
    "accounts.end": _("Role ended"),
    "accounts.move": _("Moved to another role or office"),
    "accounts.leave": _("Left the organisation"),
    "accounts.issue": _("Code or link issued"),
    "accounts.redeem": _("Code or link used"),
    "accounts.revoke": _("Codes and links made void"),
    "accounts.confirm_code": _("Password code confirmed by a second person"),
    "accounts.password": _("Password chosen"),
    "accounts.second_factor_on": _("Second factor turned on"),
    "accounts.second_factor_off": _("Second factor turned off"),
    "accounts.recovery_codes": _("Recovery codes renewed"),
    "accounts.forget_second_factor": _("Second factor and password removed"),
    "accounts.sign_in": _("Signed in"),
    "accounts.sign_in_failed": _("Failed sign-in"),
    "accounts.lock": _("Session locked"),
    "accounts.unlock": _("Session opened again"),
    "accounts.unlock_failed": _("Failed opening of a locked session"),
    "accounts.switch": _("Computer left to a colleague"),
    "accounts.demo_sign_in": _("Signed in by a button of the demo"),
}
