"""Forms of the intake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wasl.base.intake.actions import LATER, NEW
from wasl.base.intake.enums import RowState
from wasl.base.intake.models import Batch
from wasl.base.intake.queries import RowView
from wasl.base.intake.slots import Importer
from wasl.base.network.models import Office
from wasl.kernel.xlsx import column_letters


class UploadForm(forms.Form):
    """A file, what it is, and for which office when the sheet does not say."""

    importer = forms.ChoiceField(label=_("What is it?"))
    file = forms.FileField(
        label=_("Sheet to take in"),
        help_text=_("An Excel file (XLSX) or a CSV, at most 10 MB. Nothing is written before you confirm."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    office = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Office.objects.none(),
        help_text=_("The office of the rows that name none."),
    )
    again = forms.BooleanField(label=_("Take this file in although it was taken in before"), required=False)

    def __init__(self, *args: Any, importers: Sequence[Importer], offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        importer, office = self.fields["importer"], self.fields["office"]
        assert isinstance(importer, forms.ChoiceField)
        assert isinstance(office, forms.ModelChoiceField)
        # None chosen beforehand: a list read as a register, or the other way round, has hardly a column of its own.
        importer.choices = [("", "—"), *((one.code, one.label) for one in importers)]
        office.queryset = offices
        if len(importers) == 1:
            importer.initial = importers[0].code
            importer.widget = forms.HiddenInput()
        if not self.is_bound:  # asked only once the file is known to have come in before
            del self.fields["again"]


class CellField(forms.CharField):
    """The text of a cell: it may be empty, without being marked as optional."""

    def validate(self, value: Any) -> None:
        """Nothing is wrong with an empty cell here; the importer says what it needs."""


def _as_typed(samples: Sequence[str]) -> SafeString:
    # Digits in groups (06 61 23 45 67) would be turned round on a page read from the right.
    ways = [("auto" if any(char.isalpha() for char in text) else "ltr", text) for text in samples]
    return format_html_join(" · ", '<bdi dir="{}">{}</bdi>', ways)


class ColumnField(forms.ChoiceField):
    """Which column it is, or none, without being marked as optional."""

    def validate(self, value: Any) -> None:
        """Anything among the choices, none included."""
        if value:
            super().validate(value)


class MappingForm(forms.Form):
    """Which line holds the headings, and which column is which."""

    heading_line = forms.IntegerField(
        label=_("Line of the headings"),
        min_value=0,
        help_text=_("The number at the left of the line; 0 when there are no headings."),
    )

    def __init__(
        self,
        *args: Any,
        batch: Batch,
        headings: Sequence[str],
        samples: Sequence[Sequence[str]],
        new: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        columns = batch.kind.columns
        choices = [("", _("Leave out")), *[(column.code, column.label) for column in columns]]
        self.width = batch.width
        for index in range(batch.width):
            letters = column_letters(index)
            heading = headings[index] if index < len(headings) else ""
            label = f"{letters} · {heading}" if heading else letters
            if heading and heading in new:
                label = _("%(column)s (new)") % {"column": label}
            self.fields[f"column_{index}"] = ColumnField(
                # A sheet in Latin letters keeps its order on a page read from the right.
                label=format_html("<bdi>{}</bdi>", label),
                choices=choices,
                initial=batch.columns.get(index, ""),
                help_text=_as_typed(samples[index]) if index < len(samples) else "",
            )
        self.fields["heading_line"].initial = batch.heading_line

    @property
    def mapping(self) -> dict[int, str]:
        """Column index → code, "" for those left out."""
        return {index: self.cleaned_data.get(f"column_{index}", "") for index in range(self.width)}


class RowForm(forms.Form):
    """The cells of one row, with what is wrong beside each."""

    def __init__(self, *args: Any, view: RowView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view = view
        for cell in view.cells:
            label = f"{cell.label} ({cell.ref})" if cell.ref else str(cell.label)
            shown = cell.typed if cell.corrected is None else cell.corrected
            field = CellField(label=label, max_length=300, initial=shown)
            field.help_text = " ".join(map(str, cell.faults)) or (
                _("Read as: %(reading)s") % {"reading": cell.reading} if cell.reading else ""
            )
            if cell.faults and not self.is_bound:
                field.widget.attrs["aria-invalid"] = "true"
            self.fields[cell.code] = field
        if view.proposals:
            self.fields["choice"] = forms.ChoiceField(
                label=_("Whom is this row about?"),
                required=False,
                widget=forms.RadioSelect,
                choices=[*self._proposals(), (NEW, _("Somebody new")), (LATER, _("Decide later"))],
                initial=self._decided(),
            )
            self.fields["reason_new"] = forms.CharField(
                label=_("Why is this somebody else?"),
                required=False,
                max_length=200,
                initial=view.row.reason_new,
                help_text=_("Asked only for somebody new; your answer is kept with the person."),
            )

    def _proposals(self) -> Iterator[tuple[str, str]]:
        for proposal in self.view.proposals:
            yield str(proposal["key"]), f"{proposal['label']} ({proposal['why']})"

    def _decided(self) -> str:
        row = self.view.row
        return row.choice or (LATER if row.state == RowState.UNDECIDED else NEW)

    @property
    def values(self) -> dict[str, str]:
        """Column code → text."""
        return {cell.code: self.cleaned_data.get(cell.code, "") for cell in self.view.cells}


class OthersForm(forms.Form):
    """Why those who look alike are other people."""

    reason_new = forms.CharField(
        label=_("Why are these other people?"),
        max_length=200,
        help_text=_(
            "For example: compared with the partner’s own list. Your answer is kept with each person."
        ),
    )


class UndoForm(forms.Form):
    """Why a batch is undone."""

    reason = forms.CharField(
        label=_("Why is it undone?"),
        min_length=5,
        max_length=300,
        help_text=_("Your answer is kept with your name."),
    )
