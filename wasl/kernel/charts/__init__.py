"""Charts drawn on the server: SVG that needs no script, with a title that says the finding and a table twin.

    bar_chart(title=_("Reception grows in spring"), rows=[(_("March"), 120), (_("April"), 180)], unit=_("visits"))
    target_chart(title=…, rows=[(_("Start-ups"), 7, 10)])          # label, value, target
    funnel_chart(title=…, stages=[(_("Applications"), 100), (_("Preselected"), 49), (_("Funded"), 11)])
    line_chart(title=…, points=[…], series=[(_("Visits"), [10, 12, None, 18])])

Widths are percentages, so that letters keep their size on a phone. In Arabic everything starts from the right.
"""

from __future__ import annotations

from wasl.kernel.charts.bars import bar_chart, funnel_chart, target_chart
from wasl.kernel.charts.drawing import Chart
from wasl.kernel.charts.lines import line_chart

__all__ = ["Chart", "bar_chart", "funnel_chart", "line_chart", "target_chart"]
