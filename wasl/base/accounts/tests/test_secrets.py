"""Codes and links: what they refuse, how often one may try, and that nothing secret is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from wasl.base.accounts import rules
from wasl.base.accounts.actions import IssuedAccess, issue_access, redeem, revoke_access
from wasl.base.accounts.models import AccessGrant, AccessTry
from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.kernel.errors import Refused

pytestmark = pytest.mark.django_db

PURPOSE = "calls.application"


def issued(**terms: Any) -> IssuedAccess:
    given: dict[str, Any] = {"reference": "W4L-2026-0012"}
    return issue_access(
        by=SYSTEM, purpose=PURPOSE, object_kind="calls.application", object_id=12, **(given | terms)
    )


def attempt(reference: str, secret: str, *, purpose: str = PURPOSE, source: str = "192.0.2.1") -> AccessGrant:
    return redeem(purpose=purpose, reference=reference, secret=secret, source=source)


def refusal(reference: str, secret: str, **terms: str) -> str:
    with pytest.raises(Refused) as raised:
        attempt(reference, secret, **terms)
    return str(raised.value)


def test_an_unknown_reference_a_wrong_an_old_a_used_and_a_revoked_code_get_the_same_answer() -> None:
    right = issued()
    expired = issued(reference="A-1", expires_on=clock.today() - timedelta(days=1))
    used = issued(reference="A-2", uses=1)
    attempt("A-2", used.secret)
    revoked = issued(reference="A-3")
    revoke_access(by=SYSTEM, purpose=PURPOSE, object_kind="calls.application", object_id=12)
    waiting = issued(reference="A-4", needs_confirmation=True)
    answers = {
        refusal("W4L-2099-9999", right.secret),
        refusal("W4L-2026-0012", expired.secret),
        refusal("A-1", expired.secret),
        refusal("A-2", used.secret),
        refusal("A-3", revoked.secret),
        refusal("A-4", waiting.secret),
        refusal("A-4", ""),
        refusal("", ""),
    }
    assert len(answers) == 1


def test_a_code_opens_only_what_it_was_made_for() -> None:
    code = issued()
    refusal("W4L-2026-0012", code.secret, purpose="accounts.password")


def test_the_right_code_opens_its_object_however_it_is_typed() -> None:
    code = issued()
    grant = attempt(" w4l 2026 0012", code.shown.lower())
    assert (grant.object_kind, grant.object_id) == ("calls.application", "12")
    assert Entry.objects.filter(verb="accounts.redeem", objects_text=" 12 ").count() == 1


def test_a_link_brings_its_own_reference() -> None:
    link = issued(kind="link", reference="")
    assert len(link.secret) * 5 >= 80
    assert attempt(link.grant.reference, link.secret).pk == link.grant.pk


def test_a_code_with_a_number_of_uses_opens_no_more_often() -> None:
    code = issued(uses=2)
    attempt("W4L-2026-0012", code.secret)
    attempt("W4L-2026-0012", code.secret)
    refusal("W4L-2026-0012", code.secret)


def test_after_five_wrong_tries_even_the_right_code_waits_an_hour(moving_clock: Any) -> None:
    code = issued()
    for _number in range(rules.TRIES_PER_REFERENCE):
        refusal("W4L-2026-0012", "0000-0000-000")
    refusal("W4L-2026-0012", code.secret)
    with moving_clock.moved_to(clock.now() + rules.TRY_WINDOW + timedelta(minutes=1)):
        assert attempt("W4L-2026-0012", code.secret).object_id == "12"


def test_tries_at_one_reference_do_not_stop_another() -> None:
    code = issued()
    for _number in range(rules.TRIES_PER_REFERENCE + 1):
        refusal("W4L-2026-9999", "0000-0000-000")
    assert attempt("W4L-2026-0012", code.secret).object_id == "12"


def test_one_place_that_tries_many_references_is_stopped() -> None:
    code = issued()
    for number in range(rules.TRIES_PER_SOURCE):
        refusal(f"W4L-2026-{number + 100}", "0000-0000-000")
    refusal("W4L-2026-0012", code.secret)
    assert attempt("W4L-2026-0012", code.secret, source="198.51.100.7").object_id == "12"


def test_a_crowd_of_places_that_try_is_stopped_by_the_global_brake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "TRIES_IN_ALL", 8)
    code = issued()
    for number in range(8):
        refusal(f"W4L-2026-{number + 100}", "0000-0000-000", source=f"198.51.100.{number}")
    refusal("W4L-2026-0012", code.secret)


def test_a_right_try_is_not_counted_against_anybody() -> None:
    code = issued()
    for _number in range(rules.TRIES_PER_REFERENCE * 2):
        attempt("W4L-2026-0012", code.secret)
    assert not AccessTry.objects.filter(failed=True).exists()


def test_neither_secret_nor_reference_nor_place_of_a_try_can_be_read_back() -> None:
    code = issued()
    attempt("W4L-2026-0012", code.secret)
    grant = AccessGrant.objects.values().get()
    assert code.secret not in str(grant)
    kept = str(AccessTry.objects.values().get())
    assert "192.0.2.1" not in kept
    assert "W4L" not in kept


def test_the_same_code_is_kept_differently_for_two_grants() -> None:
    one, two = issued(), issued()
    assert one.grant.salt != two.grant.salt
    assert one.grant.secret_hash != two.grant.secret_hash


def test_a_try_inside_a_transaction_is_an_error_because_it_could_be_forgotten() -> None:
    code = issued()
    with pytest.raises(RuntimeError), transaction.atomic():
        attempt("W4L-2026-0012", code.secret)


def test_tries_older_than_a_week_are_forgotten(moving_clock: Any) -> None:
    refusal("W4L-2026-0012", "0000-0000-000")
    with moving_clock.moved_to(clock.now() + timedelta(days=8)):
        refusal("W4L-2026-0013", "0000-0000-000")
    assert AccessTry.objects.count() == 1
