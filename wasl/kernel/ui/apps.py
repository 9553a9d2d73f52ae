"""The app that carries templates, tags and static files."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wasl.kernel.ui"
    label = "ui"
    verbose_name = "Présentation"
    default_auto_field = "django.db.models.BigAutoField"
