from wasl.base.procedures.models.parameter import Parameter

__all__ = ["Parameter"]
