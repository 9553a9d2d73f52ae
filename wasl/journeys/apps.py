"""The journeys and the slots they fill."""

from __future__ import annotations

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "wasl.journeys"
    label = "journeys"
    verbose_name = "Parcours"

    def ready(self) -> None:
        """Hang the award on the page of an application and on the signature of an agreement; name the act."""
        from django.utils.translation import gettext_lazy as _

        from wasl.base.audit.slots import verbs
        from wasl.journeys import places

        places.fill()
        verbs.fill("journeys.award", _("Preparation of an agreement opened"))
