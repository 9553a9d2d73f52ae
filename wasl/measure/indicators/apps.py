"""The room of indicators and the slots it fills."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class IndicatorsConfig(AppConfig):
    name = "wasl.measure.indicators"
    label = "indicators"
    verbose_name = "Indicateurs"

    def ready(self) -> None:
        """Fill the slots of other rooms, name the acts for the journal."""
        from wasl.base.audit.slots import kinds, verbs
        from wasl.measure.indicators import places
        from wasl.measure.indicators.words import VERBS

        places.fill()
        kinds.fill("indicators.definition", pgettext_lazy("record", "Indicator"))
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
