"""The acts on businesses, as the journal names them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "ventures.create": _("Business recorded"),
    "ventures.update": _("Business corrected"),
    "ventures.register": _("Registration of a business recorded"),
    "ventures.follow_up": _("Follow-up of a business recorded"),
    "ventures.status": _("Status of a business changed"),
    "ventures.remove": _("Business of an undone sheet removed"),
    "ventures.read": _("Page of a business opened"),
    "ventures.list": _("List of businesses shown"),
    "ventures.export": _("List of businesses exported"),
}
