"""Application of the installation."""

from django.apps import AppConfig


class InstallationConfig(AppConfig):
    """Installation."""

    name = "wasl.kernel.installation"
    label = "installation"
    verbose_name = "Installation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A database marked demo lets the clock be moved."""
        from wasl.kernel import clock
        from wasl.kernel.installation.state import is_demo

        clock.permit(is_demo)
