"""Addresses under entreprises/."""

from __future__ import annotations

from django.urls import path

from wasl.outcomes.ventures import views

app_name = "ventures"
urlpatterns = [
    path("", views.ventures, name="list"),
    path("<int:pk>/", views.venture, name="venture"),
    path("<int:pk>/corriger/", views.edit, name="edit"),
    path("<int:pk>/immatriculer/", views.register, name="register"),
    path("<int:pk>/situation/", views.status, name="status"),
    path("suivis/<int:pk>/", views.follow_up, name="follow_up"),
    path("nouvelle/<int:party>/", views.create, name="create"),
]
