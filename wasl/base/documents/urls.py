"""Addresses of the documents."""

from django.urls import path

from wasl.base.documents import views

app_name = "documents"
urlpatterns = [path("<int:pk>/", views.open_file, name="open")]
