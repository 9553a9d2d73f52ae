"""Addresses of the background work."""

from django.urls import path

from wasl.kernel.background import views

app_name = "background"
urlpatterns = [
    path("", views.runs, name="runs"),
    path("<int:pk>/", views.run, name="run"),
]
