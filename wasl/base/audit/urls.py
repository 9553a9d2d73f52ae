"""Addresses of the journal."""

from django.urls import path

from wasl.base.audit.views import journal

app_name = "audit"
urlpatterns = [
    path("", journal.entries, name="journal"),
    path("sceaux/", journal.seals, name="seals"),
]
