"""The acts on the network, as the journal names them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "network.create_organisation": _("Organisation added"),
    "network.open_office": _("Office opened"),
    "network.close_office": _("Office closed"),
    "network.create_guichet": _("Guichet added"),
}
