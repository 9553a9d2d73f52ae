"""Reads of indicators: figures, their rows, the records behind them."""

from wasl.measure.indicators.queries.compile import Compiled, compiled
from wasl.measure.indicators.queries.figures import (
    Figure,
    definitions,
    figures,
    figures_rows,
    in_currency,
    left_out,
    programmes_read,
)
from wasl.measure.indicators.queries.records import may_open, record_links

__all__ = [
    "Compiled",
    "Figure",
    "compiled",
    "definitions",
    "figures",
    "figures_rows",
    "in_currency",
    "left_out",
    "may_open",
    "programmes_read",
    "record_links",
]
