"""The room of indicators and the slots it fills."""

from __future__ import annotations

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "wasl.measure.indicators"
    label = "indicators"
    verbose_name = "Indicateurs"

    def ready(self) -> None:
        """Fill the slots of other rooms, name the acts for the journal."""
        from wasl.base.audit.slots import verbs
        from wasl.measure.indicators import places
        from wasl.measure.indicators.words import VERBS

        places.fill()
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
