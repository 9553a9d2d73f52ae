"""A browser-less client signed in with one role, for page tests of any room."""

from __future__ import annotations

from collections.abc import Collection

from django.test import Client

from wasl.base.accounts.tests import factories
from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Programme


def signed_in(
    role: str,
    organisation: Organisation,
    *,
    offices: Collection[Office] = (),
    programmes: Collection[Programme] = (),
    language: str = "fr",
) -> Client:
    """A client of a fresh user who holds `role` in `organisation`, limited to these offices and programmes."""
    user = factories.user(organisation)
    if language != user.language:
        user.language = language
        user.save(update_fields=["language"])
    factories.membership(user, role, organisation, offices=offices, programmes=programmes)
    client = Client()
    client.force_login(user)
    return client
