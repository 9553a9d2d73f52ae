"""Addresses of the messages."""

from __future__ import annotations

from django.urls import path

from wasl.base.messaging.views import outbox

app_name = "messaging"
urlpatterns = [
    path("", outbox.outbox, name="outbox"),
    path("<int:pk>/", outbox.message, name="message"),
    path("<int:pk>/remis/", outbox.hand_over, name="hand_over"),
    path("<int:pk>/reessayer/", outbox.try_again, name="try_again"),
    path("<int:pk>/annuler/", outbox.cancel, name="cancel"),
]
