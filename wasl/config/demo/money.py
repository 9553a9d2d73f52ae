"""From decisions to money: agreements signed, businesses registered, tranches paid, years followed up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count

from wasl.config.demo.crew import Crew
from wasl.journeys.demo import fund
from wasl.outcomes.ventures.demo import follow
from wasl.outcomes.ventures.models import Venture
from wasl.services.calls.models import Decision
from wasl.spine.funding.demo import MoneyDesk

_numbers = count(1)


def desk_of(crew: Crew) -> MoneyDesk:
    """The coordinator signs; one finance officer asks and pays, the other releases."""
    finance = crew.actor("finance")
    return MoneyDesk(
        signs=crew.actor("coordination"), asks=finance, releases=crew.actor("finance-2"), pays=finance
    )


def fund_all(
    crew: Crew, decisions: Sequence[Decision], first_day: date, *, paid: Callable[[int], int] = lambda _n: 2
) -> None:
    """Sign the agreements from `first_day`, two a week; `paid(n)` says how many tranches the n-th has had paid."""
    desk = desk_of(crew)
    for number, decision in enumerate(decisions):
        adviser = crew.adviser_of(crew.offices[decision.application.office.code])
        on = first_day + timedelta(days=7 * (number // 2))
        fund(desk, adviser, decision, on=on, number=next(_numbers), tranches_paid=paid(number))


def follow_all(crew: Crew, until: date) -> None:
    """Every business is asked how it does, as its follow-ups fall due."""
    ventures = Venture.objects.select_related("office", "office__organisation").order_by("pk")
    for venture in ventures:
        follow(crew.adviser_of(venture.office), venture, until=until, seed=venture.pk)
