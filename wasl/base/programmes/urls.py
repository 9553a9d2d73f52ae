"""Addresses of programmes, under /programmes/."""

from django.urls import path

from wasl.base.programmes.views import pages

app_name = "programmes"
urlpatterns = [
    path("", pages.programmes, name="programmes"),
    path("<slug:code>/", pages.programme, name="programme"),
]
