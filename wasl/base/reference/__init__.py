"""Reference (French: Nomenclatures): the lists every other room points to.

Owns the 12 regions and 75 provinces and prefectures of Morocco (ISO 3166-2 codes, HCP codes, both the ISO
parent and the administrative parent, which differ for two provinces), countries with the group used in
statistics, languages (ISO 639-3), sectors of activity and a first list of trades, each named in French,
Arabic and English. The lists are data files in `data/`; `load.load_reference()` writes them at any time.
Never holds anything about people, organisations or programmes, and never computes.
"""
