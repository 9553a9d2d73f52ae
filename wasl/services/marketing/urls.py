"""Addresses of the room."""

from django.urls import path

from wasl.services.marketing import views

app_name = "marketing"
urlpatterns = [
    path("", views.deliverables, name="deliverables"),
    path("demander/<int:case>/", views.ask, name="ask"),
    path("<int:pk>/", views.deliverable, name="deliverable"),
    path("<int:pk>/fichier/", views.add_file, name="file"),
    path("<int:pk>/mesure/", views.measure, name="measure"),
    path("<int:pk>/<slug:passage>/", views.move, name="move"),
]
