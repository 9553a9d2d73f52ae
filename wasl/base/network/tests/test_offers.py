"""The directory of services: who keeps it, what it refuses, how sure it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from wasl.base.audit.models import Entry
from wasl.base.network.actions import (
    change_contact,
    close_contact,
    close_offer,
    create_contact,
    create_offer,
    reopen_offer,
    update_offer,
    update_organisation,
    verify_offer,
)
from wasl.base.network.load import load_directory
from wasl.base.network.models import ContactPoint, Organisation, ServiceOffer
from wasl.base.network.queries import verification_of
from wasl.base.network.rules import verification
from wasl.base.network.searching import holds_words
from wasl.base.network.tests.factories import (
    a_contact,
    an_actor,
    an_institution,
    an_offer,
    an_office,
    an_organisation,
)
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken

pytestmark = pytest.mark.django_db
KEEPERS = {Role.ADMINISTRATOR, Role.COORDINATOR}


def write(actor: Actor, organisation: Organisation, code: str = "essai") -> ServiceOffer:
    return create_offer(
        by=actor, organisation=organisation, code=code, kind="health", name_fr="Soins", everywhere=True
    )


@pytest.mark.parametrize("role", [role for role in Role if role not in KEEPERS])
def test_only_administrators_and_coordinators_keep_the_directory(role: str) -> None:
    institution, offer = an_institution(), an_offer()
    actor = an_actor(role, an_organisation())
    with pytest.raises(Refused):
        write(actor, institution)
    with pytest.raises(Refused):
        update_offer(by=actor, offer=offer, expected=offer.version, everywhere=True)
    with pytest.raises(Refused):
        close_offer(by=actor, offer=offer, reason="fin")
    with pytest.raises(Refused):
        verify_offer(by=actor, offer=offer)
    with pytest.raises(Refused):
        create_contact(by=actor, organisation=institution, name="Accueil", phone="0500000000")


@pytest.mark.parametrize("role", sorted(KEEPERS))
def test_any_keeper_keeps_the_services_of_an_institution_but_not_those_of_another_operator(role: str) -> None:
    keeper = an_actor(role, an_organisation())
    assert write(keeper, an_institution()).verified_on is None
    with pytest.raises(Refused):
        write(keeper, an_organisation("Autre association"), "autre")
    own = an_organisation("La mienne")
    assert write(an_actor(role, own), own, "mien").organisation == own


def test_the_journal_of_the_keeper_names_the_service_of_an_institution() -> None:
    mine = an_organisation()
    keeper = an_actor(Role.COORDINATOR, mine)
    offer = write(keeper, an_institution())
    verify_offer(by=keeper, offer=offer)
    told = Entry.objects.filter(verb__in=["network.create_offer", "network.verify_offer"])
    assert {entry.organisation_id for entry in told} == {mine.pk}


def test_a_service_says_where_it_is_given() -> None:
    with pytest.raises(RuleBroken) as broken:
        create_offer(
            by=SYSTEM, organisation=an_institution(), code="nulle-part", kind="health", name_fr="Soins"
        )
    assert broken.value.field == "provinces"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"kind": "magic"}, "kind"),
        ({"name_fr": "  "}, "name_fr"),
        ({"answer_days": 0}, "answer_days"),
        ({"answer_days": 366}, "answer_days"),
    ],
)
def test_a_service_that_makes_no_sense_is_refused_beside_its_field(told: dict[str, Any], field: str) -> None:
    offer = an_offer()
    with pytest.raises(RuleBroken) as broken:
        update_offer(by=SYSTEM, offer=offer, expected=offer.version, **told)
    assert broken.value.field == field


def test_a_province_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RuleBroken) as broken:
        an_offer(provinces=["MA-RAB", "MA-XXX"])
    assert (broken.value.field, ServiceOffer.objects.count()) == ("provinces", 0)


def test_the_contact_of_a_service_is_one_of_its_own_organisation() -> None:
    offer = an_offer()
    with pytest.raises(RuleBroken) as broken:
        update_offer(by=SYSTEM, offer=offer, expected=offer.version, contact=a_contact(an_institution()))
    assert broken.value.code == "contact"


def test_two_keepers_at_one_service_the_second_is_told_what_stands_there() -> None:
    offer = an_offer(name="Avant")
    mine, theirs = ServiceOffer.objects.get(pk=offer.pk), ServiceOffer.objects.get(pk=offer.pk)
    update_offer(by=SYSTEM, offer=theirs, expected=theirs.version, name_fr="Le leur")
    with pytest.raises(Conflict) as conflict:
        update_offer(by=SYSTEM, offer=mine, expected=1, name_fr="Le mien")
    assert conflict.value.current["name_fr"] == "Le leur"
    assert ServiceOffer.objects.get(pk=offer.pk).name_fr == "Le leur"


def test_a_change_of_provinces_alone_is_a_change_that_a_second_keeper_meets() -> None:
    offer = an_offer(provinces=["MA-RAB"])
    update_offer(by=SYSTEM, offer=offer, expected=1, provinces=["MA-RAB", "MA-TNG"])
    assert [place.pk for place in offer.provinces.order_by("pk")] == ["MA-RAB", "MA-TNG"]
    with pytest.raises(Conflict):
        update_offer(by=SYSTEM, offer=ServiceOffer.objects.get(), expected=1, provinces=["MA-OUJ"])


def test_what_is_saved_unchanged_leaves_no_trace() -> None:
    offer = an_offer(provinces=["MA-RAB"])
    before = Entry.objects.count()
    update_offer(by=SYSTEM, offer=offer, expected=1, provinces=["MA-RAB"])
    assert (Entry.objects.count(), offer.version) == (before, 1)


def test_a_service_ends_and_is_offered_again(moving_clock: object) -> None:
    offer, today = an_offer(), clock.today()
    offer = close_offer(by=SYSTEM, offer=offer, closed_on=today, reason="Le guichet ferme")
    assert list(ServiceOffer.objects.open_on(today)) == [offer]
    assert not ServiceOffer.objects.open_on(today + timedelta(days=1))
    with pytest.raises(RuleBroken):
        close_offer(by=SYSTEM, offer=offer, reason="encore")
    with pytest.raises(RuleBroken):
        reopen_offer(by=SYSTEM, offer=offer, reason=" ")
    reopen_offer(by=SYSTEM, offer=offer, reason="Fermé par erreur")
    assert ServiceOffer.objects.open_on(today + timedelta(days=1)).exists()
    assert Entry.objects.filter(verb="network.reopen_offer", reason="Fermé par erreur").exists()


def test_the_provinces_filter_keeps_what_is_given_everywhere() -> None:
    rabat = an_offer(name="Rabat", provinces=["MA-RAB", "MA-TNG"])
    whole, _oujda = an_offer(name="Partout"), an_offer(name="Oujda", provinces=["MA-OUJ"])
    assert set(ServiceOffer.objects.in_province("MA-RAB")) == {rabat, whole}


@pytest.mark.parametrize(
    "text", ["inscription EMPLOI", "ecoute", "التسجيل", "registration", "Agence", "écoute"]
)
def test_a_service_is_found_by_its_words_in_any_language_whatever_the_accents(text: str) -> None:
    an_offer(name="Autre chose")
    found = an_offer(
        an_institution("Agence de l’Écoute"),
        name="Inscription et emploi",
        name_ar="التسجيل والبحث",
        name_en="Registration",
    )
    assert list(ServiceOffer.objects.filter(holds_words(text))) == [found]


def test_a_service_is_found_by_the_new_name_of_its_organisation() -> None:
    institution = an_institution("Ancien nom")
    an_offer(institution)
    update_organisation(
        by=SYSTEM, organisation=institution, expected=1, name="Nouvelle maison", kinds=["institution"]
    )
    assert ServiceOffer.objects.filter(holds_words("nouvelle")).exists()
    assert not ServiceOffer.objects.filter(holds_words("ancien")).exists()


# ------------------------------------------------------------------------------------------ verification
@pytest.mark.parametrize(
    ("verified_on", "word"),
    [
        (None, "never"),
        (date(2026, 3, 10), "recent"),
        (date(2025, 3, 10), "recent"),
        (date(2025, 3, 9), "old"),
    ],
)
def test_a_service_counts_as_verified_for_twelve_months(verified_on: date | None, word: str) -> None:
    assert verification(verified_on=verified_on, on=date(2026, 3, 10), months=12) == word


def test_how_long_it_counts_is_a_setting(settings: object) -> None:
    offer = an_offer()
    offer.verified_on = clock.today() - timedelta(days=60)
    settings.WASL_DIRECTORY_MONTHS = 1  # type: ignore[attr-defined]
    assert verification_of(offer, clock.today()) == "old"
    settings.WASL_DIRECTORY_MONTHS = 12  # type: ignore[attr-defined]
    assert verification_of(offer, clock.today()) == "recent"


def test_checking_a_service_dates_it_today() -> None:
    offer = verify_offer(by=an_actor(Role.COORDINATOR, an_organisation()), offer=an_offer())
    assert ServiceOffer.objects.get(pk=offer.pk).verified_on == clock.today()


# ------------------------------------------------------------------------------------------ contacts
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "Accueil"}, "phone"),
        ({"name": "Accueil", "phone": "appelez-moi"}, "phone"),
        ({"name": "Accueil", "email": "pas une adresse"}, "email"),
        ({"name": " ", "phone": "+212 500 00 00 00"}, "name"),
    ],
)
def test_a_contact_nobody_could_reach_is_refused(given: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        create_contact(by=SYSTEM, organisation=an_institution(), **given)
    assert broken.value.field == field


def test_the_database_keeps_no_contact_without_telephone_and_mail() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.create(organisation=an_institution(), name="Personne")


def test_the_office_of_a_contact_is_one_of_its_organisation() -> None:
    with pytest.raises(RuleBroken) as broken:
        create_contact(
            by=SYSTEM, organisation=an_institution(), name="A", phone="+212500000000", office=an_office()
        )
    assert broken.value.code == "office"


def test_a_contact_is_changed_once_and_closed() -> None:
    contact = a_contact(an_institution())
    change_contact(by=SYSTEM, contact=contact, expected=1, name="Guichet 2", phone="+212 500 00 00 01")
    with pytest.raises(Conflict):
        change_contact(
            by=SYSTEM, contact=ContactPoint.objects.get(), expected=1, name="Guichet 3", phone="0500000002"
        )
    closed = close_contact(by=SYSTEM, contact=contact)
    assert closed.holds_on(clock.today())
    assert not closed.holds_on(clock.today() + timedelta(days=1))
    with pytest.raises(RuleBroken):
        close_contact(by=SYSTEM, contact=contact)


# ------------------------------------------------------------------------------------------ what ships
def test_what_ships_has_a_source_three_languages_no_contact_and_claims_no_verification() -> None:
    assert load_directory() > 0
    for offer in ServiceOffer.objects.all():
        assert offer.source
        assert all((offer.name_fr, offer.name_ar, offer.name_en))
        assert all((offer.conditions_fr, offer.conditions_ar, offer.conditions_en))
        assert offer.verified_on is None
    assert not ContactPoint.objects.exists()


def test_what_people_changed_stays_when_the_directory_is_loaded_again() -> None:
    load_directory()
    offer = ServiceOffer.objects.earliest("pk")
    update_offer(by=SYSTEM, offer=offer, expected=1, everywhere=True, name_fr="Corrigé")
    assert load_directory() == 0
    assert ServiceOffer.objects.get(pk=offer.pk).name_fr == "Corrigé"


def test_no_change_of_a_model_waits_for_a_migration() -> None:
    call_command("makemigrations", "network", check=True, dry_run=True, verbosity=0)
