"""Encrypted text and blind indexes."""

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from wasl.kernel import crypto

OLD = "an old secret that is long enough to be one"
NEW = "a new secret that is long enough to be one"


@pytest.fixture(autouse=True)
def keys(settings: Settings) -> None:
    settings.WASL_ENCRYPTION_KEYS = [OLD]
    settings.WASL_BLIND_INDEX_KEY = "the secret of the indexes, long enough too"


def test_an_altered_value_is_refused() -> None:
    token = crypto.encrypt("AB123456")
    changed = token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:]
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(changed)


def test_a_value_of_an_unknown_key_is_refused(settings: Settings) -> None:
    token = crypto.encrypt("AB123456")
    settings.WASL_ENCRYPTION_KEYS = [NEW]
    with pytest.raises(crypto.Unreadable, match="not among"):
        crypto.decrypt(token)


def test_plain_text_in_the_database_is_not_taken_for_a_sealed_value() -> None:
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt("AB123456")


def test_a_short_secret_is_refused(settings: Settings) -> None:
    settings.WASL_ENCRYPTION_KEYS = ["short"]
    with pytest.raises(ImproperlyConfigured):
        crypto.encrypt("text")


def test_no_key_at_all_is_refused(settings: Settings) -> None:
    settings.WASL_ENCRYPTION_KEYS = []
    with pytest.raises(ImproperlyConfigured):
        crypto.encrypt("text")


def test_after_a_new_key_the_old_values_still_open_and_are_known_as_old(settings: Settings) -> None:
    token = crypto.encrypt("ديالو")
    assert crypto.sealed_with_newest_key(token)
    settings.WASL_ENCRYPTION_KEYS = [NEW, OLD]
    assert crypto.decrypt(token) == "ديالو"
    assert not crypto.sealed_with_newest_key(token)
    assert crypto.sealed_with_newest_key(crypto.encrypt("ديالو"))


@given(st.text().filter(lambda text: text.encode("utf-8", "ignore").decode() == text))
def test_whatever_is_sealed_opens_to_itself(text: str) -> None:
    assert crypto.decrypt(crypto.encrypt(text)) == text


def test_the_same_text_is_never_stored_the_same_way_twice() -> None:
    assert crypto.encrypt("RABAT") != crypto.encrypt("RABAT")


def test_an_index_knows_its_purpose_and_not_the_case() -> None:
    assert crypto.blind_index(" ab123 ", "paper") == crypto.blind_index("AB123", "paper")
    assert crypto.blind_index("AB123", "paper") != crypto.blind_index("AB123", "phone")
    assert crypto.blind_index("  ", "paper") == ""


def test_an_index_does_not_depend_on_the_encryption_keys(settings: Settings) -> None:
    before = crypto.blind_index("AB123", "paper")
    settings.WASL_ENCRYPTION_KEYS = [NEW]
    assert crypto.blind_index("AB123", "paper") == before


def test_the_field_stores_sealed_text_and_cannot_be_searched() -> None:
    field = crypto.EncryptedTextField()
    stored = field.get_prep_value("secret")
    assert stored != "secret"
    assert crypto.decrypt(stored) == "secret"
    assert field.get_lookup("isnull") is not None
    assert field.get_lookup("exact") is None
    assert field.get_prep_value(None) is None


def test_asking_the_database_for_an_encrypted_value_fails_loudly() -> None:
    class Letter(models.Model):
        text = crypto.EncryptedTextField()

        class Meta:
            app_label = "crypto_tests"
            managed = False

        def __str__(self) -> str:
            return "letter"

    with pytest.raises(FieldError):
        str(Letter._default_manager.filter(text="x").query)
