"""Présentation: the look of the product, and the components every page is made of.

Base templates (`ui/base.html`, `ui/page.html`, `ui/public.html`, `ui/form_page.html`, `ui/list_page.html`,
`ui/confirm.html`), the template tags of `{% load ui %}`, the theme over Bootstrap, the icons, the one small script.
It owns the receipts of one-time form submissions (`Submission`). It never knows what the product is about, never
writes a style or a script into a page, and never needs a script to be usable.
"""
