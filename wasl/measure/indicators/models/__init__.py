from wasl.measure.indicators.models.definition import Definition

__all__ = ["Definition"]
