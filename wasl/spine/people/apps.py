"""The room of persons: what it hangs in the frames of the house."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "wasl.spine.people"
    label = "people"
    verbose_name = "Personnes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wasl.spine.people import slots
        from wasl.spine.people.queries import alerts, evidence, timeline

        evidence.provide_all()
        slots.timeline.fill("people", timeline.own_entries, order=10)
        slots.alerts.fill("people", alerts.own_alerts, order=10)
