"""The address book: each room under its own French word, the same in every language so that a link can be shared."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from wasl.config import views

ADDRESSES = (
    ("journal/", "wasl.base.audit.urls"),
    ("reseau/", "wasl.base.network.urls"),
    ("programmes/", "wasl.base.programmes.urls"),
    ("comptes/", "wasl.base.accounts.urls"),
    ("pieces/", "wasl.base.documents.urls"),
    ("demarches/", "wasl.base.procedures.urls"),
    ("reprise/", "wasl.base.intake.urls"),
    ("messages/", "wasl.base.messaging.urls"),
    ("personnes/", "wasl.spine.people.urls"),
    ("doublons/", "wasl.spine.matching.urls"),
    ("fusions/", "wasl.spine.merging.urls"),
    ("droits/", "wasl.spine.rights.urls"),
    ("liens/", "wasl.spine.links.urls"),
    ("faits/", "wasl.spine.facts.urls"),
    ("financements/", "wasl.spine.funding.urls"),
    ("dossiers/", "wasl.spine.cases.urls"),
    ("suivi-demarches/", "wasl.spine.checklists.urls"),
    ("rendez-vous/", "wasl.spine.appointments.urls"),
    ("accueil/", "wasl.services.reception.urls"),
    ("appels/", "wasl.services.calls.urls"),
    ("orientations/", "wasl.services.referrals.urls"),
    ("transferts/", "wasl.services.transfers.urls"),
    ("accompagnement/", "wasl.services.coaching.urls"),
    ("droit-du-travail/", "wasl.services.labour.urls"),
    ("marketing/", "wasl.services.marketing.urls"),
    ("reclamations/", "wasl.services.complaints.urls"),
    ("entreprises/", "wasl.outcomes.ventures.urls"),
    ("parcours/", "wasl.journeys.urls"),
    ("indicateurs/", "wasl.measure.indicators.urls"),
    ("taches/", "wasl.kernel.background.urls"),
    ("", "wasl.doors.portal.urls"),
)


urlpatterns: list[URLPattern | URLResolver] = [
    path("tableau-de-bord/", views.home, name="home"),
    path("galerie/", views.gallery, name="gallery"),
    path("langue/", views.set_language, name="set_language"),
    path("connexion/", include("wasl.base.accounts.signin_urls")),
    *(path(address, include(module)) for address, module in ADDRESSES),
]
