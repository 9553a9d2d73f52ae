"""The room of the network and its place in the navigation."""

from __future__ import annotations

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "wasl.base.network"
    label = "network"
    verbose_name = "Réseau"

    def ready(self) -> None:
        """Hang the network in the navigation, name its acts for the journal."""
        from django.utils.translation import gettext_lazy as _
        from django.utils.translation import pgettext_lazy

        from wasl.base.audit.slots import kinds, verbs
        from wasl.base.network import access
        from wasl.base.network.words import VERBS
        from wasl.kernel import frames

        frames.navigation.fill(
            "network",
            frames.NavItem(_("Network"), "network:organisations", "building", access.may_see, "house"),
            order=200,
        )
        frames.navigation.fill(
            "network.directory",
            frames.NavItem(_("Directory of services"), "network:directory", "map", access.may_see, "work"),
            order=75,
        )
        kinds.fill("network.organisation", pgettext_lazy("record", "Organisation"))
        kinds.fill("network.office", pgettext_lazy("record", "Office"))
        kinds.fill("network.guichet", pgettext_lazy("record", "Guichet"))
        kinds.fill("network.contactpoint", pgettext_lazy("record", "Contact of an organisation"))
        kinds.fill("network.serviceoffer", pgettext_lazy("record", "Service of the directory"))
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
