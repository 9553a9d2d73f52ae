"""`{% load ui %}`: the components every page is made of. The gallery (/galerie/) shows each with examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from wasl.kernel import frames
from wasl.kernel.installation import state
from wasl.kernel.ui import words
from wasl.kernel.ui.components import Step, checklist_lines, form_errors, navigation_groups, share, stepper
from wasl.kernel.ui.icons import ICONS, TONE_ICONS, TURNING
from wasl.kernel.ui.widgets import Shape, shape_of, widget_html

register = template.Library()
Text = Any  # str, lazy text or SafeString


@register.simple_tag
def icon(name: str, label: Text = "") -> SafeString:
    """`{% icon "check" %}`: a drawing hidden from screen readers; with a label it speaks. Unknown names draw a dot."""
    turning = " icon-turning" if name in TURNING else ""
    shape = mark_safe(ICONS.get(name, ICONS["dot"]))
    if label:
        return format_html(
            '<svg class="icon{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            turning,
            label,
            shape,
        )
    return format_html('<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', turning, shape)


@register.simple_tag
def status(tone: str, label: Text) -> SafeString:
    """`{% status "success" label %}`: a pill with an icon and a word; tones success attention danger neutral info."""
    tone = tone if tone in TONE_ICONS else "neutral"
    return format_html(
        '<span class="pill pill-{}">{}<span>{}</span></span>', tone, icon(TONE_ICONS[tone]), label
    )


@register.simple_tag
def money(amount: Decimal | int | None, currency: str = "MAD") -> SafeString:
    """`{% money amount currency %}`: the amount as the language writes it; nothing known shows a dash."""
    return words.money_html(amount, currency)


register.filter("number", words.number)
register.filter("moment", words.moment)


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ date|day }}`: 21/11/2026."""
    return words.day(value)


@register.filter
def long_day(value: date | datetime | None) -> str:
    """`{{ date|long_day }}`: 21 novembre 2026."""
    return words.day(value, long=True)


@register.inclusion_tag("ui/parts/form.html", takes_context=True)
def form(
    context: Context,
    form: BaseForm,
    submit: Text = "",
    cancel: str = "",
    action: str = "",
    tone: str = "primary",
    method: str = "post",
) -> dict[str, Any]:
    """`{% form form submit=label cancel=url %}`: the whole form element with its summary of errors.

    Under `form_page` it carries the one-time token and the version that was read.
    """
    return {
        "form": form,
        "errors": form_errors(form),
        "submit": submit or context.get("submit") or _("Save"),
        "cancel": cancel or context.get("cancel") or "",
        "action": action,
        "tone": tone,
        "method": method,
        "csrf_token": context.get("csrf_token"),
        "submission": context.get("submission") or "",
        "conflict": context.get("conflict"),
        "locking": context.get("locking"),
    }


@register.inclusion_tag("ui/parts/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """`{% fields form %}`: the fields alone, for a form element of your own."""
    return {"form": form, "groups": field_groups(form)}


@register.inclusion_tag("ui/parts/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """`{% errors form %}`: the summary of errors with links to the fields."""
    return {"errors": form_errors(form)}


@register.simple_tag(takes_context=True)
def submission(context: Context) -> SafeString:
    """`{% submission %}`: the hidden one-time token, for a form element of your own under `form_page`."""
    token = context.get("submission") or ""
    return (
        format_html('<input type="hidden" name="submission" value="{}">', token) if token else mark_safe("")
    )


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """`{% field form.name %}`: one field with label, hint and errors."""
    shape = shape_of(bound)
    sometimes = getattr(bound.form, "sometimes", ())  # needed in some cases: neither required nor optional
    return {
        "field": bound,
        "shape": shape.value,
        "is_optional": not bound.field.required and bound.name not in sometimes,
        "control": widget_html(bound, shape),
        "is_choice_group": shape is Shape.GROUP,
        "is_check": shape is Shape.CHECK,
        "hint_id": f"{bound.id_for_label or bound.auto_id}_hint",
        "error_id": f"{bound.id_for_label or bound.auto_id}_error",
    }


def field_groups(form: BaseForm) -> list[tuple[Text, list[BoundField]]]:
    """The visible fields by the form's `fieldsets` ([(title, [names])]); the rest follows without a title."""
    declared: Sequence[tuple[Text, Sequence[str]]] = getattr(form, "fieldsets", ())
    named = {name for _title, names in declared for name in names}
    groups = [(title, [form[name] for name in names if name in form.fields]) for title, names in declared]
    rest = [bound for bound in form.visible_fields() if bound.name not in named]
    return [(title, bounds) for title, bounds in [*groups, ("", rest)] if bounds]


@register.inclusion_tag("ui/parts/table.html", takes_context=True)
def table(context: Context, table: Any) -> dict[str, Any]:
    """`{% table table %}`: toolbar, rows and what follows of a `wasl.kernel.tables.Table`."""
    return {"table": table, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/table_rows.html")
def table_rows(table: Any) -> dict[str, Any]:
    """The rows and the "more" line alone (the fragment that htmx asks for)."""
    return {"table": table}


@register.inclusion_tag("ui/parts/empty.html")
def empty(
    title: Text, text: Text = "", action_url: str = "", action_label: Text = "", icon: str = "folder"
) -> dict[str, Any]:
    """`{% empty title text action_url action_label %}`: says why nothing is here and what to do."""
    return {
        "title": title,
        "text": text,
        "action_url": action_url,
        "action_label": action_label,
        "icon": icon,
    }


@register.inclusion_tag("ui/parts/stat.html")
def stat(
    label: Text,
    value: Any,
    target: Any = None,
    unit: Text = "",
    receipt: str = "",
    note: Text = "",
    tone: str = "",
) -> dict[str, Any]:
    """`{% stat label value target=… unit=… receipt=url note=… %}`: a figure, its target and the way to its rows."""
    return {
        "label": label,
        "value": words.number(value) if isinstance(value, int | float | Decimal) else value,
        "target": words.number(target) if isinstance(target, int | float | Decimal) else (target or ""),
        "share": share(value, target),
        "reached": words.percent(value, target) if share(value, target) else "",
        "unit": unit,
        "receipt": receipt,
        "note": note,
        "tone": tone,
    }


@register.inclusion_tag("ui/parts/receipt.html")
def receipt(url: str, label: Text = "") -> dict[str, Any]:
    """`{% receipt url %}`: the small ticket that opens what a figure is made of."""
    return {"url": url, "label": label}


@register.inclusion_tag("ui/parts/receipt_slip.html")
def receipt_slip(
    title: Text,
    value: Any,
    definition: Text = "",
    as_of: date | None = None,
    lines: Iterable[tuple[Text, Any]] = (),
) -> dict[str, Any]:
    """The ticket opened: a figure, its definition in words, its parts and the date it stands for."""
    shown = words.number(value) if isinstance(value, int | float | Decimal) else value
    return {"title": title, "value": shown, "definition": definition, "as_of": as_of, "lines": list(lines)}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """`{% timeline entries %}`: objects with at, title, text, href, icon, tone; newest first as they come."""
    return {"entries": list(entries)}


@register.inclusion_tag("ui/parts/steps.html")
def steps(steps: Iterable[Step], current: Any = None) -> dict[str, Any]:
    """`{% steps list current %}`: list of labels or of (code, label); `current` is a code, a label or an index."""
    return {"steps": stepper(steps, current)}


@register.inclusion_tag("ui/parts/checklist.html")
def checklist(items: Iterable[Any]) -> dict[str, Any]:
    """`{% checklist items %}`: objects or mappings with label, state (yes no missing value), reason, href."""
    return {"lines": checklist_lines(items)}


@register.inclusion_tag("ui/parts/diff.html")
def diff(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """`{% diff rows %}`: rows with label, before, now and yours (what was read, what stands, what you wrote)."""
    return {"rows": list(rows)}


@register.inclusion_tag("ui/parts/post_button.html", takes_context=True)
def post_button(
    context: Context,
    url: str,
    label: Text,
    tone: str = "primary",
    confirm: Text = "",
    icon: str = "",
    name: str = "",
    value: Any = "",
    small: bool = False,
) -> dict[str, Any]:
    """`{% post_button url label tone=… confirm=question %}`: one act by POST; the question opens first."""
    tones = {
        "success": "primary",
        "attention": "warning",
        "neutral": "outline-secondary",
        "info": "outline-primary",
    }
    return {
        "csrf_token": context.get("csrf_token"),
        "url": url,
        "label": label,
        "tone": tones.get(tone, tone),
        "confirm": confirm,
        "icon": icon,
        "name": name,
        "value": value,
        "small": small,
    }


@register.inclusion_tag("ui/parts/chart.html")
def chart(chart: Any) -> dict[str, Any]:
    """`{% chart chart %}`: the drawing, its title and its table twin."""
    return {"chart": chart}


@register.simple_tag
def direction() -> str:
    """`rtl` in Arabic, else `ltr`."""
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag
def bootstrap_css() -> str:
    """The static path of Bootstrap in the reading direction of the active language."""
    return "bootstrap/css/bootstrap.rtl.min.css" if get_language_bidi() else "bootstrap/css/bootstrap.min.css"


@register.simple_tag(takes_context=True)
def block_text(context: Context, name: str, otherwise: str = "") -> str:
    """The words of a block, to repeat the page's title in `<title>`."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    text = " ".join(strip_tags(block.render(context)).split()) if block else ""
    return mark_safe(text) if text else otherwise


@register.simple_tag(takes_context=True)
def navigation_menu(context: Context) -> list[Any]:
    """The navigation in its groups, the present place marked, from the context's `navigation`."""
    return navigation_groups(context.get("navigation") or (), context.get("request"))


@register.simple_tag(takes_context=True)
def public_links(context: Context) -> list[Any]:
    """The links at the head of a page that needs no sign-in."""
    groups = navigation_groups(frames.public_links, context.get("request"))
    return [place for group in groups for place in group.places]


@register.simple_tag
def public_notes() -> list[Text]:
    """The sentences at the foot of the pages that visitors read."""
    return list(frames.public_notes)


@register.simple_tag
def is_demo() -> bool:
    """Whether the database is marked demo (the banner says so)."""
    return state.is_demo()


@register.filter
def attribute(obj: Any, name: str) -> Any:
    """`obj.name`, or an empty text where there is none; mappings too."""
    return obj.get(name, "") if isinstance(obj, Mapping) else getattr(obj, name, "")


@register.simple_tag
def bottom_places(groups: Iterable[Any]) -> list[Any]:
    """The two places that stand beside home and menu in the phone's bar: the first two of the navigation."""
    return [place for group in groups for place in group.places][:2]
