"""Addresses of possible duplicates."""

from django.urls import path

from wasl.spine.matching.views import pages

app_name = "matching"
urlpatterns = [
    path("", pages.duplicates, name="list"),
    path("chercher/", pages.search, name="search"),
    path("<int:pk>/", pages.pair, name="pair"),
    path("<int:pk>/annuler/", pages.undo, name="undo"),
]
