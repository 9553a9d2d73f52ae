"""Consents given, renewed, withdrawn; a residence history corrected; and the pages of what is held."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.people import actions, queries
from wasl.spine.people.evidence import ask
from wasl.spine.people.models import Consent, Contact, Household, NameWritten, ResidenceStatus
from wasl.spine.people.queries.consents import consent_texts, consented
from wasl.spine.people.queries.residence import history_of
from wasl.spine.people.tests.factories import a_person, an_actor, an_office, signed_in

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


# ------------------------------------------------------------------------------------------- consent
def test_every_purpose_has_a_text_in_the_three_languages() -> None:
    assert {text.purpose for text in consent_texts()} == {"file", "partners", "contact", "image"}
    assert all(set(text.paragraphs) == {"fr", "ar", "en"} for text in consent_texts())
    versions = [(text.purpose, text.version) for text in consent_texts()]
    assert len(set(versions)) == len(versions)


def test_a_consent_holds_until_its_last_day_or_its_withdrawal() -> None:
    person = a_person(an_office())
    consent = actions.record_consent(
        by=SYSTEM, person=person, purpose="partners", on=DAY, expires_on=DAY + timedelta(days=10)
    )
    held = [consented(person.party, "partners", DAY + timedelta(days=days)) for days in (-1, 0, 10, 11)]
    assert held == [False, True, True, False]
    actions.withdraw_consent(by=SYSTEM, consent=consent, on=DAY + timedelta(days=5), reason="Moves away")
    held = [consented(person.party, "partners", DAY + timedelta(days=days)) for days in (4, 5)]
    assert held == [True, False]
    assert ask("consent_partners", person.party, DAY + timedelta(days=4)).state == "yes"
    assert ask("consent_partners", person.party, DAY + timedelta(days=5)).state == "missing"


def test_a_consent_on_a_newer_text_leaves_the_former_as_history() -> None:
    person = a_person(an_office(), consents=["file"], on=DAY)
    same = actions.record_consent(by=SYSTEM, person=person, purpose="file", on=DAY)
    assert Consent.objects.get() == same
    newer = actions.record_consent(
        by=SYSTEM, person=person, purpose="file", on=DAY + timedelta(days=3), text_version="2026-11"
    )
    same.refresh_from_db()
    assert (same.renewed_on, same.withdrawn_on) == (DAY + timedelta(days=3), None)
    assert list(Consent.objects.on(DAY + timedelta(days=3))) == [newer]


def test_a_consent_that_has_expired_may_be_given_again() -> None:
    person = a_person(an_office())
    actions.record_consent(by=SYSTEM, person=person, purpose="image", on=DAY, expires_on=DAY)
    again = actions.record_consent(by=SYSTEM, person=person, purpose="image", on=DAY + timedelta(days=1))
    assert list(Consent.objects.on(DAY + timedelta(days=1))) == [again]
    with pytest.raises(RuleBroken):
        actions.record_consent(
            by=SYSTEM, person=person, purpose="contact", on=DAY, expires_on=DAY - timedelta(1)
        )


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_receipt_says_what_was_agreed_and_stands_in_the_journal(client: Client, language: str) -> None:
    office = an_office()
    person = a_person(office)
    consent = actions.record_consent(
        by=SYSTEM, person=person, purpose="contact", text_version="2026-11", language="fr", means="spoken"
    )
    signed_in(client, Role.RECEPTION, office)
    address = reverse("people:consent_receipt", args=[person.pk, consent.pk]) + f"?langue={language}"
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Mamadou Diallo" in text
    assert "2026-11" in text
    assert Entry.objects.filter(verb="people.consent_receipt").count() == 1
    assert client.get(address + "xx").status_code == 404


# ------------------------------------------------------------------------------------------- residence
def test_only_who_opens_the_compartment_corrects_the_history() -> None:
    office = an_office()
    person = a_person(office)
    entry = actions.record_residence(by=SYSTEM, person=person, status="card", valid_from=DAY)
    for role in (Role.RECEPTION, Role.COORDINATOR):
        with pytest.raises(Refused):
            actions.withdraw_residence(by=an_actor(role, office), entry=entry, reason="x")
        with pytest.raises(Refused):
            actions.correct_residence(
                by=an_actor(role, office), entry=entry, reason="x", status="card", valid_from=DAY
            )


def test_a_withdrawn_entry_stays_readable_and_counts_no_longer() -> None:
    person = a_person(an_office())
    entry = actions.record_residence(by=SYSTEM, person=person, status="card", valid_from=DAY)
    assert queries.residence_on([person], DAY)[person.pk].state == "yes"
    with pytest.raises(RuleBroken):
        actions.withdraw_residence(by=SYSTEM, entry=entry, reason=" ")
    actions.withdraw_residence(by=SYSTEM, entry=entry, reason="Card of another")
    assert queries.residence_on([person], DAY)[person.pk].state == "missing"
    assert [line.row for line in history_of(person, DAY)] == [entry]
    with pytest.raises(RuleBroken):
        actions.withdraw_residence(by=SYSTEM, entry=entry, reason="Again")


def test_a_correction_says_which_entry_it_corrects() -> None:
    person = a_person(an_office())
    entry = actions.record_residence(by=SYSTEM, person=person, status="card", valid_from=DAY)
    right = actions.correct_residence(
        by=SYSTEM, entry=entry, reason="Receipt, not card", status="receipt", valid_from=DAY
    )
    assert right.corrects == entry
    assert ResidenceStatus.objects.count() == 2
    assert queries.residence_on([person], DAY)[person.pk].why == "provisional"


def test_the_history_shows_what_nothing_covers_and_what_overlaps() -> None:
    person = a_person(an_office())
    first = actions.record_residence(
        by=SYSTEM, person=person, status="card", valid_from=DAY, valid_to=DAY + timedelta(days=9)
    )
    second = actions.record_residence(
        by=SYSTEM,
        person=person,
        status="receipt",
        valid_from=DAY + timedelta(days=5),
        valid_to=DAY + timedelta(days=9),
    )
    lines = history_of(person, DAY + timedelta(days=12))
    assert [line.gap is not None for line in lines] == [True, False, False]
    assert (lines[0].gap.first, lines[0].gap.last) == (DAY + timedelta(days=10), DAY + timedelta(days=12))  # type: ignore[union-attr]
    assert [line.overlapping for line in lines[1:]] == [(first,), (second,)]


# ------------------------------------------------------------------------------------------- pages
PAGES = ["name_add", "contact_add", "languages", "tie_add", "household_start"]


@pytest.mark.parametrize("role", [Role.FINANCE, Role.MONITORING, Role.PROTECTION, Role.DONOR, Role.MENTOR])
def test_who_only_reads_files_changes_nothing_on_them(client: Client, role: str) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, role, office)
    for name in PAGES:
        assert client.get(reverse(f"people:{name}", args=[person.pk])).status_code == 403, name


def test_a_household_of_another_office_does_not_exist(client: Client) -> None:
    here = an_office()
    household = actions.form_household(by=SYSTEM, person=a_person(an_office(here.organisation)))
    signed_in(client, Role.ADVISER, here)
    for name in ("household", "household_join"):
        assert client.get(reverse(f"people:{name}", args=[household.pk])).status_code == 404


def test_a_name_is_added_corrected_shown_and_taken_off_on_its_pages(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.RECEPTION, office)
    client.post(
        reverse("people:name_add", args=[person.pk]),
        {"text": "مامادو ديالو", "seen_on": "", "submission": "s1"},
    )
    name = NameWritten.objects.get()
    assert (name.script, name.given_part, name.family_part) == ("arabic", "مامادو", "ديالو")
    page = client.get(person.get_absolute_url()).content.decode()
    assert '<bdi class="fw-semibold">مامادو ديالو</bdi>' in page
    address = reverse("people:name", args=[person.pk, name.pk])
    client.post(address, {"text": name.text, "family_part": "جالو", "version": "1", "submission": "s2"})
    name.refresh_from_db()
    assert name.family_part == "جالو"
    client.post(reverse("people:name_show", args=[person.pk, name.pk]))
    person.refresh_from_db()
    assert person.family_name == "جالو"
    remove = reverse("people:name_remove", args=[person.pk, name.pk])
    client.post(remove, {"reason": "Not theirs", "submission": "s3"})
    assert not NameWritten.objects.filter(pk=name.pk).exists()


def test_a_number_that_cannot_exist_warns_and_is_kept(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.RECEPTION, office)
    address = reverse("people:contact_add", args=[person.pk])
    answer = client.post(address, {"kind": "phone", "value": "0661", "owner": "self", "submission": "s1"})
    contact = Contact.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert "0661" in page
    assert "alert-warning" in page or "notice-attention" in page
    client.post(reverse("people:contact_end", args=[person.pk, contact.pk]))
    assert (
        reverse("people:contact", args=[person.pk, contact.pk])
        not in client.get(person.get_absolute_url()).content.decode()
    )


def test_a_household_is_formed_filled_and_left_on_its_pages(client: Client) -> None:
    office = an_office()
    mother, child = a_person(office, "Diallo", "Awa"), a_person(office, "Diallo", "Ali")
    signed_in(client, Role.ADVISER, office)
    client.post(reverse("people:household_start", args=[mother.pk]))
    household = Household.objects.get()
    join = reverse("people:household_join", args=[household.pk])
    assert f"?person={child.pk}" in client.get(join + "?q=ali").content.decode()
    client.post(f"{join}?person={child.pk}", {"role": "child", "on": "01/02/2026", "submission": "s1"})
    page = client.get(mother.get_absolute_url()).content.decode()
    assert "Ali Diallo" in page
    address = reverse("people:household", args=[household.pk])
    typed = {"label": "Foyer Diallo", "count_f_3_5": "2", "version": "1", "submission": "s2"}
    assert client.post(address, typed).status_code == 303
    assert household.counts.get().number == 2
    late = client.post(address, {**typed, "label": "Autre", "submission": "s3"})
    assert late.status_code == 409
    member = household.members.get(person=child)
    leave = reverse("people:household_leave", args=[household.pk, member.pk])
    client.post(leave, {"on": clock.today().strftime("%d/%m/%Y"), "submission": "s4"})
    assert "Ali Diallo" not in client.get(mother.get_absolute_url()).content.decode()


def test_the_consent_page_gives_the_texts_to_read_aloud(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.RECEPTION, office)
    address = reverse("people:consents", args=[person.pk])
    page = client.get(address).content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert "أوافق" in page
    client.post(
        address,
        {"purpose": "contact", "on": "01/02/2026", "language": "ar", "means": "thumb", "submission": "s1"},
    )
    assert Consent.objects.get().text_version == "2026-11"
