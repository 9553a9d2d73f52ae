from wasl.base.documents.models.file import File

__all__ = ["File"]
