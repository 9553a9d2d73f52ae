"""The room of indicators and the slots it fills."""

from __future__ import annotations

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "wasl.measure.indicators"
    label = "indicators"
    verbose_name = "Indicateurs"

    def ready(self) -> None:
        from wasl.measure.indicators import places

        places.fill()
