"""For the demo: two records that were of one person, merged; and two that were not, merged and taken apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.merging import actions
from wasl.spine.merging.models import Merge
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person

if TYPE_CHECKING:
    from wasl.base.network.models import Office


@dataclass(frozen=True, slots=True)
class Stage:
    """Where it happens and who acts; `came` is what the desk does when somebody comes, `advised` the adviser for whom
    is merged."""

    office: Office
    desk: Actor
    adviser: Actor
    coordinator: Actor
    came: Callable[[Person], object]
    advised: Callable[[Person], object]


def tell(stage: Stage, today: date) -> None:
    """One merge of the coordinator stands; another was undone five days ago."""
    kept = _person(stage, today - timedelta(days=70), "Tamarinier", "Awa Ndiaye", sex="f", phone="0661000707")
    mail = "hawa.tamarinier@exemple.org"
    again = _person(stage, today - timedelta(days=40), "Tamarinié", "Hawa", sex="f", email=mail)
    with clock.moved_to(today - timedelta(days=39)):
        people.record_paper(by=stage.adviser, person=again, kind="consular_card", number="INVENTE-707")
        people.record_name(
            by=stage.adviser, person=again, text="TAMARINIER Hawa N.", source="Carte consulaire"
        )
    for days, person in ((70, kept), (40, again)):
        with clock.moved_to(today - timedelta(days=days)):
            stage.advised(person)
    with clock.moved_to(today - timedelta(days=12)):
        reason = "Même carte consulaire, montrée deux fois."
        _merge(stage.coordinator, kept, again, reason, email="absorbed")
    one = _person(stage, today - timedelta(days=65), "Caroubier", "Moussa", sex="m", phone="0661000808")
    cousin = _person(stage, today - timedelta(days=30), "Caroubier", "Moussa", sex="m", phone="0661000809")
    with clock.moved_to(today - timedelta(days=20)):
        made = _merge(stage.coordinator, one, cousin, "Même nom, même quartier.")
    with clock.moved_to(today - timedelta(days=5)):
        reason = "Deux cousins : ils sont venus ensemble."
        actions.unmerge(by=stage.coordinator, merge=made, reason=reason)


def _person(stage: Stage, day: date, family: str, given: str, **known: Any) -> Person:
    """Somebody registered at the desk on that day, who came for advice."""
    with clock.moved_to(day):
        person = people.create_person(
            by=stage.desk,
            office=stage.office,
            family_name=family,
            given_names=given,
            nationality="ML",
            on=day,
            consents=["file"],
            **known,
        )
        stage.came(person)
    return person


def _merge(by: Actor, kept: Person, absorbed: Person, reason: str, **choices: str) -> Merge:
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    return actions.merge(
        by=by,
        kept=kept,
        absorbed=absorbed,
        choices=choices,
        reason=reason,
        expected_kept=kept.version,
        expected_absorbed=absorbed.version,
    )
