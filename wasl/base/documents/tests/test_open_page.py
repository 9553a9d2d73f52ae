"""Opening a file: only through its owner, always written in the journal."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.signed_in import signed_in
from wasl.base.accounts.tests import factories
from wasl.base.audit.models import Entry
from wasl.base.documents import shelf
from wasl.base.documents.actions import store
from wasl.base.documents.models import File
from wasl.base.documents.slots import file_owners
from wasl.base.documents.tests import samples
from wasl.base.documents.tests.conftest import PRIVATE_OWNER
from wasl.base.network.models import Organisation
from wasl.kernel.actors import SYSTEM, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Organisation:
    return factories.organisation("Hub")


def kept(owner: str, content: bytes = samples.PDF, *, owner_id: int = 5, compartment: str = "") -> File:
    upload = SimpleUploadedFile("carte « séjour ».pdf", content)
    return store(
        by=SYSTEM,
        owner_kind=owner,
        owner_id=owner_id,
        kind="identity",
        upload=upload,
        compartment=compartment,
    )


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page(owner: str) -> None:
    page = Client().get(kept(owner).get_absolute_url())
    assert page.status_code == 302
    assert "connexion" in page["Location"]


def test_whoever_may_not_open_the_owner_does_not_find_the_file(owner: str, hub: Organisation) -> None:
    file = kept(owner)
    assert signed_in(Role.FINANCE, hub).get(file.get_absolute_url()).status_code == 404
    private = kept(owner, owner_id=PRIVATE_OWNER)
    assert signed_in(Role.ADVISER, hub).get(private.get_absolute_url()).status_code == 404
    assert not Entry.objects.filter(verb="documents.open").exists()


def test_a_compartment_is_not_opened_by_a_role_that_is_not_named(owner: str, hub: Organisation) -> None:
    file = kept(owner, compartment="protection")
    adviser = signed_in(Role.ADVISER, hub)
    assert adviser.get(file.get_absolute_url()).status_code == 404


def test_the_store_is_not_served_by_any_other_address(owner: str, hub: Organisation) -> None:
    file = kept(owner)
    client = signed_in(Role.ADVISER, hub)
    for address in (f"/media/pieces/{file.sha256[:2]}/{file.sha256}", f"/pieces/{file.sha256}/"):
        assert client.get(address).status_code == 404


def test_opening_is_written_in_the_journal_before_the_answer_leaves(owner: str, hub: Organisation) -> None:
    file = kept(owner)
    page = signed_in(Role.ADVISER, hub).get(file.get_absolute_url())
    assert page.content == samples.PDF
    entry = Entry.objects.get(verb="documents.open")
    assert str(file.pk) in entry.objects_text.split()


def test_a_file_leaves_with_headers_that_keep_it_from_running(owner: str, hub: Organisation) -> None:
    client = signed_in(Role.ADVISER, hub)
    pdf = client.get(kept(owner).get_absolute_url())
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"].startswith("inline; filename*=UTF-8''carte%20%C2%AB")
    assert pdf["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in pdf["Cache-Control"]
    word = client.get(kept(owner, samples.office()).get_absolute_url())
    assert word["Content-Disposition"].startswith("attachment;")


def test_a_compartment_leads_to_its_gate_until_it_is_opened(
    owner: str, opened: set[str], hub: Organisation
) -> None:
    file = kept(owner, compartment="legal")
    adviser = signed_in(Role.ADVISER, hub)
    asked = adviser.get(file.get_absolute_url())
    assert (asked.status_code, asked["Location"]) == (302, f"/gate/legal/?next=%2Fpieces%2F{file.pk}%2F")
    assert not Entry.objects.filter(verb="documents.open").exists()
    opened.add("legal")
    assert adviser.get(file.get_absolute_url()).content == samples.PDF
    assert Entry.objects.filter(verb="documents.open").exists()


def test_a_compartment_that_nobody_guards_stays_closed(owner: str, hub: Organisation) -> None:
    file_owners.fill("documents.without_gate", lambda actor, owner_id: True)
    try:
        file = kept("documents.without_gate", compartment="legal")
        assert signed_in(Role.ADVISER, hub).get(file.get_absolute_url()).status_code == 404
    finally:
        file_owners._items.pop("documents.without_gate")


def test_a_content_that_was_lost_or_altered_is_not_found(owner: str, hub: Organisation) -> None:
    file = kept(owner)
    shelf.path_of(file.sha256).write_bytes(b"%PDF forged")
    client = signed_in(Role.ADVISER, hub)
    assert client.get(file.get_absolute_url()).status_code == 404
    shelf.path_of(file.sha256).unlink()
    assert client.get(file.get_absolute_url()).status_code == 404
