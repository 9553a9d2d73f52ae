"""Addresses of transfers."""

from django.urls import path

from wasl.services.transfers.views import figures, received, sent

app_name = "transfers"
urlpatterns = [
    path("", sent.transfers, name="list"),
    path("bilan/", figures.partners, name="partners"),
    path("dossier/<int:pk>/", sent.for_case, name="for_case"),
    path("<int:pk>/", sent.transfer, name="transfer"),
    path("<int:pk>/proposer/", sent.propose, name="propose"),
    path("<int:pk>/reprendre/", sent.give_up, name="give_up"),
    path("<int:pk>/retrait/", sent.withdraw, name="withdraw"),
    path("<int:pk>/recepisse/", sent.receipt, name="receipt"),
    path("recus/", received.transfers, name="received"),
    path("recus/<int:pk>/", received.transfer, name="received_one"),
    path("recus/<int:pk>/accepter/", received.accept, name="accept"),
    path("recus/<int:pk>/refuser/", received.decline, name="decline"),
]
