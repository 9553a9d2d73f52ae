"""The room of ventures and the slots it fills."""

from __future__ import annotations

from django.apps import AppConfig


class VenturesConfig(AppConfig):
    name = "wasl.outcomes.ventures"
    label = "ventures"
    verbose_name = "Entreprises"

    def ready(self) -> None:
        """Fill navigation, home, person page, timeline, evidence, facts, files and the words of the journal."""
        from wasl.base.audit.slots import verbs
        from wasl.outcomes.ventures import places
        from wasl.outcomes.ventures.words import VERBS

        places.fill()
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
