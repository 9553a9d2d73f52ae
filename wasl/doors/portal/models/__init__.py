from wasl.doors.portal.models.sending import Sending

__all__ = ["Sending"]
