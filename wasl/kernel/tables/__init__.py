"""Lists: filters as removable words, sort, pages by key, export of exactly what is filtered, acts on several rows.

class PeopleTable(Table):
    columns = [Column("name", _("Name"), value=lambda r: r.label, href=lambda r: r.get_absolute_url(),
                      sort=("family_key", "pk"))]
    filters = [SearchFilter("q", _("Search"), apply=lambda qs, text: qs.filter(label__icontains=text))]
    default_sort = "name"
    export_name = "people"

def people(request):
    return respond(request, PeopleTable, Person.objects.visible_to(request.actor), title=_("People"))
"""

from __future__ import annotations

from wasl.kernel.tables.bulk import BulkAction, BulkResult
from wasl.kernel.tables.columns import Column
from wasl.kernel.tables.filters import BooleanFilter, ChoiceFilter, DateFilter, Filter, SearchFilter
from wasl.kernel.tables.respond import respond
from wasl.kernel.tables.table import Empty, Table

__all__ = [
    "BooleanFilter",
    "BulkAction",
    "BulkResult",
    "ChoiceFilter",
    "Column",
    "DateFilter",
    "Empty",
    "Filter",
    "SearchFilter",
    "Table",
    "respond",
]
