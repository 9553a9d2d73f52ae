from wasl.base.reference.models.geography import Country, Province, Region
from wasl.base.reference.models.lists import Language, Sector, Trade
from wasl.base.reference.models.named import Named

__all__ = ["Country", "Language", "Named", "Province", "Region", "Sector", "Trade"]
