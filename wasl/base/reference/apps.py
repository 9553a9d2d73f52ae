from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "wasl.base.reference"
    label = "reference"
    verbose_name = "Nomenclatures"
    default_auto_field = "django.db.models.BigAutoField"
