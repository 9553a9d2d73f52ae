"""The acts on indicators, as the journal names them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "indicators.define": _("Indicators of a programme defined"),
    "indicators.open": _("Lines of a figure opened"),
    "indicators.export": _("Lines of a figure exported"),
}
