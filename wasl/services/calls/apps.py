"""The room of calls: what it hangs in the frames of the house."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "wasl.services.calls"
    label = "calls"
    verbose_name = "Appels"
    default_auto_field = "django.db.models.BigAutoField"
