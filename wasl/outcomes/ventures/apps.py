"""The room of ventures and the slots it fills."""

from __future__ import annotations

from django.apps import AppConfig


class VenturesConfig(AppConfig):
    name = "wasl.outcomes.ventures"
    label = "ventures"
    verbose_name = "Entreprises"

    def ready(self) -> None:
        """Fill navigation, home, person page, timeline, evidence, facts and files."""
        from wasl.outcomes.ventures import places

        places.fill()
