"""Steps that several actions share: the log of the workflow, the frozen check, the fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from wasl.base.accounts.actions import IssuedAccess, issue_access
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.calls import access, workflows
from wasl.services.calls.enums import ApplicationStatus, Origin, Outcome
from wasl.services.calls.models import Application, ApplicationPassage, EligibilityCheck
from wasl.services.calls.queries.eligibility import Examination
from wasl.spine.facts import actions as facts
from wasl.spine.facts.models import Fact
from wasl.spine.people.models import Person

PURPOSE = "calls.application"
FACT_ORIGIN: dict[str, str] = {Origin.DESK: "live", Origin.PUBLIC: "public"}
BY_OUTCOME = {
    Outcome.YES: ("find_eligible", ApplicationStatus.ELIGIBLE),
    Outcome.NO: ("find_ineligible", ApplicationStatus.INELIGIBLE),
    Outcome.MISSING: ("find_incomplete", ApplicationStatus.INCOMPLETE),
}


def works_on(by: Actor, application: Application, roles: tuple[str, ...]) -> bool:
    """Whether one grant of these roles covers the office that received it, or, for who runs the call, the call's."""
    programme = application.call.programme_id
    received, run = application.office, application.call.office
    own = by.may(roles, organisation=received.organisation_id, office=received.pk, programme=programme)
    managers = [role for role in roles if role in access.MANAGERS]
    return own or by.may(managers, organisation=run.organisation_id, office=run.pk, programme=programme)


def move(
    application: Application, name: str, *, by: Actor, reason: str = "", fields: tuple[str, ...] = ()
) -> None:
    """Pass one transition of the workflow and log it; RuleBroken where it is no longer possible."""
    transition = workflows.APPLICATION.passage(application.status, name, by=by)
    came_from, application.status = application.status, transition.target
    application.save_current(application.version, ["status", *fields])
    passages(by, [(application, came_from)], name, reason=reason)


def passages(
    by: Actor,
    steps: Iterable[tuple[Application, str]],
    transition: str,
    *,
    reason: str = "",
) -> None:
    """Log one transition of several applications, given with the state each came from."""
    now = clock.now()
    ApplicationPassage.objects.bulk_create(
        ApplicationPassage(
            application=application,
            at=now,
            transition=transition,
            from_state=came_from,
            to_state=application.status,
            actor_id=by.id,
            actor_label=by.label[:150],
            reason=reason,
        )
        for application, came_from in steps
    )


def write_check(
    by: Actor, application: Application, found: Examination, purpose: str, day: date
) -> EligibilityCheck:
    """Freeze what was found on this day."""
    return EligibilityCheck.objects.create(
        application=application,
        purpose=purpose,
        at=clock.now(),
        on=day,
        by_id=by.id,
        by_label=by.label[:150],
        verdict=found.verdict,
        answers=found.answers,
    )


def record_fact(by: Actor, application: Application, kind: str, day: date, persons: Sequence[Person]) -> None:
    """→ fact `kind` for the application, counted for the programme of its call."""
    call = application.call
    facts.record(
        by=by,
        kind=kind,
        on=day,
        office=application.office,
        source=application,
        party=application.party,
        persons=persons,
        guichet=call.guichet,
        strand=call.strand,
        zone=application.zone.zone if application.zone else None,
        programme=call.programme,
        reason=call.kind,
        sector=application.sector_id or "",
        legal_form=application.legal_form,
        origin=FACT_ORIGIN[application.origin],
    )


def withdraw_fact(by: Actor, application: Application, kind: str, reason: str) -> None:
    """Void the standing fact of this kind, when there is one."""
    standing = Fact.objects.standing().filter(source_kind=PURPOSE, source_id=application.pk, kind=kind)
    for fact in standing:
        facts.withdraw(by=by, fact=fact, reason=reason)


def issue(by: Actor, application: Application) -> IssuedAccess:
    """A fresh code for the bearer of this application."""
    return issue_access(
        by=by,
        purpose=PURPOSE,
        object_kind=PURPOSE,
        object_id=application.pk,
        reference=application.reference,
    )
