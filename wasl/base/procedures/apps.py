"""The room of procedures and its place in the navigation."""

from __future__ import annotations

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "wasl.base.procedures"
    label = "procedures"
    verbose_name = "Démarches"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from wasl.base.audit.slots import kinds, verbs
        from wasl.base.procedures import access
        from wasl.base.procedures.enums import VERBS
        from wasl.kernel import frames

        frames.navigation.fill(
            "procedures.guides",
            frames.NavItem(_("Procedures"), "procedures:procedures", "book", access.may_see, "work"),
            order=95,
        )
        frames.navigation.fill(
            "procedures",
            frames.NavItem(_("Legal parameters"), "procedures:parameters", "scale", access.may_see, "house"),
            order=220,
        )
        kinds.fill("procedures.parameter", _("Value of the law"))
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
