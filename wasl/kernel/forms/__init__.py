"""Forms: fields that read what people type, pages that lose nothing, a form sent twice done once.

def edit(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)

    def save(data):
        update_person(by=request.actor, person=person, expected=data["version"], **changes(data))
        return person.get_absolute_url()

    return form_page(request, PersonForm, do=save, title=_("Correct"), initial=..., version=person.version)
"""

from __future__ import annotations

from wasl.kernel.forms.dates import PartialDate
from wasl.kernel.forms.fields import FlexibleDateField, MoneyField, PartialDateField
from wasl.kernel.forms.page import form_page

__all__ = ["FlexibleDateField", "MoneyField", "PartialDate", "PartialDateField", "form_page"]
