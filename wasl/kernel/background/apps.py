"""Application of the background work."""

from django.apps import AppConfig

from wasl.kernel import frames


class BackgroundConfig(AppConfig):
    """Tâches."""

    name = "wasl.kernel.background"
    label = "background"
    verbose_name = "Tâches"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """`wasl check` names the work that stands still."""
        from wasl.kernel.background.queries import standing_still

        frames.checks.fill("background", standing_still)
