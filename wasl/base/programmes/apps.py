"""The room of programmes and its place in the navigation."""

from __future__ import annotations

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "wasl.base.programmes"
    label = "programmes"
    verbose_name = "Programmes"

    def ready(self) -> None:
        """Hang programmes in the navigation, name their act for the journal."""
        from django.utils.translation import gettext_lazy as _
        from django.utils.translation import pgettext_lazy

        from wasl.base.audit.slots import kinds, verbs
        from wasl.base.network import slots as network
        from wasl.base.programmes import access, sections
        from wasl.kernel import frames

        frames.navigation.fill(
            "programmes",
            frames.NavItem(_("Programmes"), "programmes:programmes", "target", access.may_see, "measure"),
            order=70,
        )
        network.sections.fill("programmes", sections.programmes, order=20)
        kinds.fill("programmes.programme", pgettext_lazy("record", "Programme"))
        verbs.fill("programmes.load_pack", _("Programme loaded"))
