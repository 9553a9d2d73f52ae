"""What is put into the outbox, and taken back."""

import pytest

from wasl.base.messaging.actions import cancel_about, put
from wasl.base.messaging.enums import Status
from wasl.base.messaging.models import Message
from wasl.base.network.models import Organisation
from wasl.kernel.actors import SYSTEM
from wasl.kernel.errors import RuleBroken

pytestmark = pytest.mark.django_db


def put_one(
    *, key: str = "test.1", to: str = "+212600000001", body: str = "Bonjour", channel: str = "sms"
) -> Message:
    house, _made = Organisation.objects.get_or_create(code="house", defaults={"name": "House"})
    return put(
        by=SYSTEM,
        purpose="test",
        organisation_id=house.pk,
        about_kind="cases.case",
        about_id=7,
        key=key,
        to=to,
        body=body,
        channel=channel,
    )


def test_a_message_with_the_same_key_is_put_in_once() -> None:
    first = put_one()
    assert put_one(body="Encore").pk == first.pk
    assert Message.objects.get().body == "Bonjour"


@pytest.mark.parametrize(("name", "value"), [("to", " "), ("body", ""), ("channel", "pigeon")])
def test_a_message_without_addressee_words_or_way_is_refused(name: str, value: str) -> None:
    with pytest.raises(RuleBroken) as told:
        put_one(**{name: value})
    assert told.value.field == name
    assert not Message.objects.exists()


def test_what_has_not_gone_yet_can_be_taken_back_and_what_has_gone_cannot() -> None:
    gone, waiting = put_one(key="a"), put_one(key="b")
    Message.objects.filter(pk=gone.pk).update(status=Status.SENT, settled_at=gone.created_at)
    assert cancel_about(by=SYSTEM, about_kind="cases.case", about_id=7) == 1
    assert Message.objects.get(pk=waiting.pk).status == Status.CANCELLED
    assert Message.objects.get(pk=gone.pk).status == Status.SENT
