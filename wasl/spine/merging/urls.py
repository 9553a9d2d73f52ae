"""Addresses of merges."""

from django.urls import path

from wasl.spine.merging.views import pages

app_name = "merging"
urlpatterns = [
    path("", pages.merges, name="list"),
    path("<int:pk>/", pages.read, name="merge"),
    path("<int:pk>/annuler/", pages.undo, name="undo"),
    path("fiche/<int:pk>/", pages.choose, name="choose"),
    path("fiche/<int:kept>/avec/<int:absorbed>/", pages.compare, name="compare"),
]
