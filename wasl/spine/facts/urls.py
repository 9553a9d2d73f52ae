"""Addresses of the stream."""

from __future__ import annotations

from django.urls import path

from wasl.spine.facts import views

app_name = "facts"
urlpatterns = [
    path("", views.fact_list, name="list"),
    path("<int:pk>/", views.fact_page, name="fact"),
    path("<int:pk>/annuler/", views.void_fact, name="void"),
]
