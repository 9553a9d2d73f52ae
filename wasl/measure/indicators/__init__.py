"""Indicators (French: Indicateurs): figures counted from facts, each of which opens to what it is made of.

Owns definitions (versioned, brought by packs): which facts are counted, what one unit is (a person, a group, a
business, an act, an amount), over which days, and beside which target and which published figures it stands.

One compiled query gives a figure, its cells and its list, so their sums agree. A person is counted once. Counted
figures, targets and published figures are never mixed. Who may not see people gets tables in which small cells are
hidden. Never writes facts, and imports only facts, people, funding and what stands below.
"""
