"""Addresses of the messages."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "messaging"
urlpatterns: list[URLPattern] = []
