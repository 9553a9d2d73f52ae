"""The room of appointments: what it hangs in the frames of the house."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "wasl.spine.appointments"
    label = "appointments"
    verbose_name = "Rendez-vous"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang appointments on the pages of a party and of a case, in the navigation, on the home page."""
        from wasl.spine.appointments import places

        places.fill()
