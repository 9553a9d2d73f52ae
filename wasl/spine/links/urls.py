"""Addresses of links, agreements and the question of the desk."""

from django.urls import path

from wasl.spine.links.views import agreements, known, links

app_name = "links"
urlpatterns = [
    path("", links.links, name="list"),
    path("<int:pk>/", links.link, name="link"),
    path("<int:pk>/confirmer/", links.confirm, name="confirm"),
    path("<int:pk>/refuser/", links.refuse, name="refuse"),
    path("<int:pk>/mettre-fin/", links.end, name="end"),
    path("fiche/<int:one>/avec/<int:other>/", links.join, name="join"),
    path("conventions/", agreements.agreements, name="agreements"),
    path("conventions/nouvelle/", agreements.create, name="agreement_create"),
    path("conventions/<int:pk>/", agreements.agreement, name="agreement"),
    path("conventions/<int:pk>/confirmer/", agreements.confirm, name="agreement_confirm"),
    path("conventions/<int:pk>/mettre-fin/", agreements.end, name="agreement_end"),
    path("conventions/<int:pk>/comparer/", agreements.compare, name="agreement_compare"),
    path("connu-ailleurs/", known.known, name="known"),
    path("connu-ailleurs/<int:pk>/", known.answer, name="answer"),
    path("connu-ailleurs/<int:pk>/demander/", known.ask_for_link, name="ask_for_link"),
]
