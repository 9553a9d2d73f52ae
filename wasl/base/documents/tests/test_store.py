"""Keeping files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from PIL import Image

from wasl.base.audit.models import Entry
from wasl.base.documents import pictures, queries, rules, shelf
from wasl.base.documents.actions import discard, store, store_bytes
from wasl.base.documents.models import File
from wasl.base.documents.tests import samples
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import RuleBroken

pytestmark = pytest.mark.django_db


def kept(owner: str, by: Actor, content: bytes, name: str = "carte.jpg", **more: str) -> File:
    upload = SimpleUploadedFile(name, content)
    return store(by=by, owner_kind=owner, owner_id=5, kind="identity", upload=upload, **more)


def test_a_file_without_an_answering_owner_is_refused(adviser: Actor) -> None:
    with pytest.raises(LookupError):
        kept("nobody.answers", adviser, samples.PDF)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ executable", "not_accepted"),
        (b"\xff\xd8\xff not really a photo", "unreadable"),
        (samples.PDF + b"0" * rules.LARGEST, "too_large"),
    ],
)
def test_what_is_not_accepted_is_refused_beside_its_field(
    owner: str, adviser: Actor, content: bytes, code: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        kept(owner, adviser, content, field="paper")
    assert (refusal.value.code, refusal.value.field) == (code, "paper")
    assert not File.objects.exists()


def test_a_picture_that_would_fill_the_memory_is_refused(
    owner: str, adviser: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pytest.raises(RuleBroken) as refusal:
        kept(owner, adviser, samples.photo())
    assert refusal.value.code == "unreadable"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_upright_without_place_or_device(owner: str, adviser: Actor, kind: str) -> None:
    file = kept(owner, adviser, samples.photo(kind))
    content = queries.content_of(file)
    assert b"SecretPhone" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (40, 60)
        assert not picture.getexif()
        assert picture.format == kind


def test_a_large_photo_is_reduced_to_what_can_be_read(owner: str, adviser: Actor) -> None:
    file = kept(owner, adviser, samples.photo(size=(4000, 1000), place=False))
    with Image.open(io.BytesIO(queries.content_of(file))) as picture:
        assert picture.size == (2400, 600)


def test_a_wrong_extension_does_not_change_what_a_file_is(owner: str, adviser: Actor) -> None:
    file = kept(owner, adviser, samples.PDF, name="photo.png")
    assert (file.content_type, file.name) == (rules.PDF, "photo.pdf")


def test_the_same_content_is_kept_once_and_belongs_to_each_record(
    owner: str, adviser: Actor, place: Path
) -> None:
    first, second = kept(owner, adviser, samples.PDF), kept(owner, adviser, samples.PDF)
    assert first.pk != second.pk
    assert first.sha256 == second.sha256
    stored = [path for path in place.rglob("*") if path.is_file()]
    assert [path.name for path in stored] == [first.sha256]
    assert stored[0].stat().st_mode & 0o077 == 0


def test_a_content_altered_on_the_disk_is_not_served(owner: str, adviser: Actor) -> None:
    file = kept(owner, adviser, samples.PDF)
    shelf.path_of(file.sha256).write_bytes(b"%PDF-1.7 forged")
    with pytest.raises(ValueError):
        queries.content_of(file)


def test_what_the_house_writes_is_kept_as_it_is(owner: str, adviser: Actor) -> None:
    file = store_bytes(
        by=adviser,
        owner_kind=owner,
        owner_id=5,
        kind="letter",
        name="Décision",
        content=samples.PDF,
        content_type=rules.PDF,
    )
    assert file.name == "Décision.pdf"
    assert queries.content_of(file) == samples.PDF


def test_keeping_a_file_is_written_in_the_journal(owner: str, adviser: Actor) -> None:
    file = kept(owner, adviser, samples.PDF)
    entry = Entry.objects.get(verb="documents.store")
    assert entry.actor_id == adviser.id
    assert str(file.pk) in entry.objects_text.split()


def test_the_files_of_a_record_are_those_that_stand_open_to_the_actor(
    owner: str, opened: set[str], adviser: Actor
) -> None:
    ordinary = kept(owner, adviser, samples.PDF)
    protected = kept(owner, adviser, samples.photo(), compartment="protection")
    officer = Actor(id=2, label="Officer", grants=(Grant(Role.PROTECTION, 1),))
    desk = Actor(id=3, label="Desk", grants=(Grant(Role.RECEPTION, 1),))
    assert queries.files_of(owner, 5, actor=officer) == [ordinary]
    assert [(one.count, one.gate) for one in queries.closed_files_of(owner, 5, actor=officer)] == [
        (1, "/gate/protection/")
    ]
    opened.add("protection")
    assert queries.files_of(owner, 5, actor=desk) == []
    assert queries.files_of(owner, 5, actor=adviser) == [ordinary]
    assert queries.closed_files_of(owner, 5, actor=adviser) == []
    assert queries.files_of(owner, 5, actor=officer) == [protected, ordinary]
    assert queries.closed_files_of(owner, 5, actor=officer) == []
    assert queries.files_of(owner, 5, actor=SYSTEM) == [protected, ordinary]
    assert queries.files_of(owner, 6) == []


def test_a_file_that_has_served_its_time_goes_with_its_bytes_unless_another_record_holds_them(
    owner: str, adviser: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    first, second = kept(owner, adviser, samples.PDF), kept(owner, adviser, samples.PDF)
    with django_capture_on_commit_callbacks(execute=True):
        discard(by=adviser, file=first)
    assert queries.content_of(second) == samples.PDF
    with django_capture_on_commit_callbacks(execute=True):
        discard(by=adviser, file=second)
    assert not shelf.path_of(second.sha256).exists()
    assert not File.objects.exists()
    assert Entry.objects.filter(verb="documents.discard").count() == 2


def test_nobody_hands_in_an_archive_though_the_house_writes_some(owner: str, adviser: Actor) -> None:
    made = store_bytes(
        by=adviser,
        owner_kind=owner,
        owner_id=5,
        kind="access",
        name="dossier",
        content=samples.office("other/part.xml"),
        content_type=rules.ZIP,
    )
    assert made.name == "dossier.zip"
    with pytest.raises(RuleBroken):
        kept(owner, adviser, queries.content_of(made))


def test_the_database_refuses_a_type_or_compartment_nobody_knows(owner: str, adviser: Actor) -> None:
    file = kept(owner, adviser, samples.PDF)
    with pytest.raises(IntegrityError):
        File.objects.filter(pk=file.pk).update(content_type="text/html")
