"""Addresses under parcours/."""

from __future__ import annotations

from django.urls import path

from wasl.journeys import views

app_name = "journeys"
urlpatterns = [path("candidatures/<int:pk>/convention/", views.award, name="award")]
