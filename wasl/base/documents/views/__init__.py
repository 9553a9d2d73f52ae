from wasl.base.documents.views.opening import open_file

__all__ = ["open_file"]
