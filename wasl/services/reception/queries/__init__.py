"""Reads of the desk."""

from wasl.services.reception.queries.closing import DayCounts, closing_of, counts_now, day_counts, still_open
from wasl.services.reception.queries.desk import QueueLine, choose_office, offices_of, queue_of, waiting_count
from wasl.services.reception.queries.expected import Expected, expected_again, expected_on
from wasl.services.reception.queries.people import last_seen, timeline_entries, visits_of
from wasl.services.reception.queries.summary import DaySummary, day_summary, expected_facts

__all__ = [
    "DayCounts",
    "DaySummary",
    "Expected",
    "QueueLine",
    "choose_office",
    "closing_of",
    "counts_now",
    "day_counts",
    "day_summary",
    "expected_again",
    "expected_facts",
    "expected_on",
    "last_seen",
    "offices_of",
    "queue_of",
    "still_open",
    "timeline_entries",
    "visits_of",
    "waiting_count",
]
