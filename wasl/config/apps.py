"""The composing app: base templates, home, command line."""

from __future__ import annotations

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "wasl.config"
    label = "house"
    verbose_name = "Maison"
