"""Money moves in the demo by the real actions: two people, a proof, the days in their order.

`pay_tranche` and `payee_for` are what the story calls; the days are the story's own, on a database marked demo.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.funding import actions
from wasl.spine.funding.enums import AccountStatus, Mode
from wasl.spine.funding.models import Agreement, Payee, Payment, Tranche

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 298]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 74>>stream\nBT /F1 18 Tf 60 150 Td (Document invente pour la demonstration) Tj ET\n"
    b"endstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class MoneyDesk:
    """Who does what with money in the story; `asks` and `releases` are two people, none of them judged the file."""

    signs: Actor
    asks: Actor
    releases: Actor
    pays: Actor


def a_paper(name: str) -> BytesIO:
    """An invented proof of one page that says it is invented."""
    paper = BytesIO(PDF)
    paper.name = name
    return paper


def payee_for(desk: MoneyDesk, agreement: Agreement, *, number: int, holder: str = "") -> Payee:
    """The beneficiary's account, typed by one and confirmed by the other; invented digits made from `number`.

    A beneficiary funded before keeps the account already confirmed.
    """
    known = Payee.objects.filter(
        party_id=agreement.party_id, accounts__status=AccountStatus.CONFIRMED
    ).first()
    if known is not None:
        return known
    payee = actions.register_payee(
        by=desk.asks,
        party=agreement.party,
        office=agreement.office,
        mode=Mode.TRANSFER,
        holder=holder or agreement.party.label,
        account=f"{number:024d}",
    )
    actions.confirm_account(by=desk.releases, account=payee.accounts.get())
    return payee


def pay_tranche(desk: MoneyDesk, tranche: Tranche, payee: Payee, *, on: date, note: str = "") -> Payment:
    """Meet what is left of its conditions, ask, release and pay on that day."""
    with clock.moved_to(on):
        for condition in tranche.conditions.filter(met_on=None):
            actions.meet_condition(by=desk.asks, condition=condition, note=note or "Vu au dossier")
        order = actions.order_payment(by=desk.asks, tranche=tranche, payee=payee)
        actions.release_payment(by=desk.releases, order=order)
        return actions.record_payment(
            by=desk.pays, order=order, proof=a_paper(f"avis-{order.pk}.pdf"), reference=f"VIR-{order.pk:05d}"
        )
