"""The acts on the network, as the journal names them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "network.create_organisation": _("Organisation added"),
    "network.update_organisation": _("Organisation changed"),
    "network.open_office": _("Office opened"),
    "network.close_office": _("Office closed"),
    "network.update_office": _("Office changed"),
    "network.reopen_office": _("Office opened again"),
    "network.create_guichet": _("Guichet added"),
    "network.update_guichet": _("Guichet changed"),
    "network.close_guichet": _("Guichet closed"),
    "network.reopen_guichet": _("Guichet opened again"),
    "network.create_contact": _("Contact registered"),
    "network.change_contact": _("Contact changed"),
    "network.close_contact": _("Contact closed"),
    "network.create_offer": _("Service added to the directory"),
    "network.update_offer": _("Service of the directory changed"),
    "network.close_offer": _("Service of the directory ended"),
    "network.reopen_offer": _("Service of the directory offered again"),
    "network.verify_offer": _("Service of the directory verified"),
    "network.export": _("Export of the directory"),
}
