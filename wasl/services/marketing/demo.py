"""Invented marketing work for the demo, through the real actions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.marketing import actions
from wasl.spine.cases.models import Case


def tell(*, adviser: Actor, today: date) -> None:
    """A menu handed over and measured, a logo in the making and overdue, photos asked for."""
    cases = Case.objects.within(adviser, ("adviser",)).open().filter(opened_on__lt=today - timedelta(days=70))
    first, second, third = cases.order_by("-pk")[3:6]
    with clock.moved_to(today - timedelta(days=60)):
        menu = actions.ask(by=adviser, case=first, kind="menu", title="Carte du midi en français et en arabe")
        actions.measure(
            by=adviser,
            deliverable=menu,
            what="customers",
            moment="before",
            value=Decimal(140),
            told_by="cahier de caisse",
        )
    with clock.moved_to(today - timedelta(days=45)):
        actions.move(
            by=adviser,
            deliverable=menu,
            passage="deliver",
            expected=menu.version,
            minutes=90,
            words="Imprimée.",
        )
        actions.move(by=adviser, deliverable=menu, passage="approve", expected=menu.version)
    with clock.moved_to(today - timedelta(days=30)):
        logo = actions.ask(
            by=adviser,
            case=second,
            kind="logo",
            title="Logo de l’atelier",
            wish="Lisible en petit sur une étiquette, deux couleurs.",
            due_on=today - timedelta(days=6),
        )
        actions.move(by=adviser, deliverable=logo, passage="start", expected=logo.version)
    with clock.moved_to(today - timedelta(days=4)):
        actions.measure(
            by=adviser,
            deliverable=menu,
            what="customers",
            moment="after",
            value=Decimal(175),
            told_by="cahier de caisse",
        )
        actions.ask(
            by=adviser, case=third, kind="photos", title="Photos des produits pour la page", due_on=today
        )
