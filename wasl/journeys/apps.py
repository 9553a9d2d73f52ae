"""The journeys and the slots they fill."""

from __future__ import annotations

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "wasl.journeys"
    label = "journeys"
    verbose_name = "Parcours"

    def ready(self) -> None:
        """Hang the award on an application and on the signature of an agreement; name the act; take histories over."""
        from django.utils.translation import gettext_lazy as _

        from wasl.base.audit.slots import verbs
        from wasl.base.intake.slots import importers
        from wasl.journeys import places
        from wasl.journeys.history.importer import HistoryImporter

        places.fill()
        importers.fill("history", HistoryImporter())
        verbs.fill("journeys.award", _("Preparation of an agreement opened"))
