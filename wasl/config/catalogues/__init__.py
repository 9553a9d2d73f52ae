"""Catalogues of translations (fr, ar): what `bin/messages` does.

Msgids are English, found in Python and in templates. Each room keeps its own catalogues beside its code, in
`locale/<language>/LC_MESSAGES/django.po`; the whole kernel shares one, and so does config. Texts of tests are
not for translation. Nothing here needs gettext's own programs, nor Django's settings.

    python -m wasl.config.catalogues update [ROOM…]    extract, keep translations, drop what is no longer said
    python -m wasl.config.catalogues check  [ROOM…]    fails on missing, stale, fuzzy, or misplaced placeholders
    python -m wasl.config.catalogues compile           makes the .mo that are older than their .po
"""
