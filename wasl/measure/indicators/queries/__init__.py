"""Reads of indicators: figures, their rows, the records behind them."""

from wasl.measure.indicators.queries.compile import Compiled, compiled, picked_of_many
from wasl.measure.indicators.queries.figures import (
    Figure,
    definitions,
    figures,
    figures_rows,
    in_currency,
    left_out,
    programmes_read,
)
from wasl.measure.indicators.queries.joined import Joined, joined
from wasl.measure.indicators.queries.ranges import PartnerCount, Range, Sharing, of_partner, spread
from wasl.measure.indicators.queries.records import may_open, record_links

__all__ = [
    "Compiled",
    "Figure",
    "Joined",
    "PartnerCount",
    "Range",
    "Sharing",
    "compiled",
    "definitions",
    "figures",
    "figures_rows",
    "in_currency",
    "joined",
    "left_out",
    "may_open",
    "of_partner",
    "picked_of_many",
    "programmes_read",
    "record_links",
    "spread",
]
