"""Links, masks and waits."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.base.messaging.queries import whatsapp_link
from wasl.base.messaging.rules import WAITS, e164_digits, masked, wait_after


@given(st.integers(min_value=1_000_000, max_value=999_999_999_999_999), st.text(max_size=300))
def test_a_link_to_whatsapp_carries_the_number_and_exactly_the_text(number: int, text: str) -> None:
    link = urlsplit(whatsapp_link(f"+{number}", text.encode("utf-8", "ignore").decode()))
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", f"/{number}")
    assert not link.fragment
    told = parse_qs(link.query, keep_blank_values=True, strict_parsing=True)
    assert told == {"text": [text.encode("utf-8", "ignore").decode()]}
    assert link.query.isascii()


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("+212 6 12-34-56.78", "212612345678"),
        ("00212612345678", "212612345678"),
        ("+٢١٢٦١٢٣٤٥٦٧٨", "212612345678"),
        ("0612345678", ""),
        ("+0612345678", ""),
        ("123", ""),
        ("+1234567890123456", ""),
        ("", ""),
    ],
)
def test_only_an_international_number_makes_a_link(phone: str, digits: str) -> None:
    assert e164_digits(phone) == digits
    assert bool(whatsapp_link(phone, "x")) == bool(digits)


@given(st.from_regex(r"\+[1-9][0-9]{7,13}", fullmatch=True))
def test_of_a_number_two_digits_are_shown(phone: str) -> None:
    assert masked(phone) == f"•••• {phone[-2:]}"


@pytest.mark.parametrize(
    ("to", "shown"),
    [("awa@example.org", "•••@example.org"), ("Awa Diallo", "A. D."), ("  ", "")],
)
def test_an_address_and_a_name_are_masked_too(to: str, shown: str) -> None:
    assert masked(to) == shown


def test_waits_grow_and_then_end() -> None:
    waits = [wait_after(tries) for tries in range(1, len(WAITS) + 1)]
    known = [wait for wait in waits if wait is not None]
    assert len(known) == len(WAITS)
    assert sorted(known) == known
    assert known[0] > timedelta(0)
    assert wait_after(len(WAITS) + 1) is None
