from wasl.base.programmes.models.coverage import Coverage
from wasl.base.programmes.models.figures import PublishedFigure, Source, Target
from wasl.base.programmes.models.parts import Donor, Partner, Strand, Zone
from wasl.base.programmes.models.programme import Programme

__all__ = [
    "Coverage",
    "Donor",
    "Partner",
    "Programme",
    "PublishedFigure",
    "Source",
    "Strand",
    "Target",
    "Zone",
]
