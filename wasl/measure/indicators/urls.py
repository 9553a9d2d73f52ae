"""Addresses of indicators, under /indicateurs/."""

from django.urls import path

from wasl.measure.indicators.views import pages

app_name = "indicators"
urlpatterns = [
    path("", pages.programmes, name="programmes"),
    path("<slug:code>/", pages.programme, name="programme"),
    path("<slug:code>/<slug:indicator>/", pages.figure, name="figure"),
]
