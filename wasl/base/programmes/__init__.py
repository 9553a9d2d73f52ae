"""Programmes (French: Programmes): what is financed, by whom, where, and what was promised and published.

Owns programmes with their donors, partners, zones, strands, targets, the figures that were published about them
(each with its kind, its reading and its source), and the coverage: for which programme an act counts, computed on
the day of the act. All of it comes from packs: folders of YAML, no code, that load twice with the same result.

A target is not a result; where sources disagree, each figure is kept with its own source. Never counts anything
(measure does) and never holds money (funding adds its own section to the packs).
"""
