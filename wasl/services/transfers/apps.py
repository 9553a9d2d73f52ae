"""The room of transfers: what it hangs in the frames of the house."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "wasl.services.transfers"
    label = "transfers"
    verbose_name = "Transferts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang transfers on persons and cases, in the navigation and on the home page; name its acts."""
        from wasl.services.transfers import places

        places.fill()
