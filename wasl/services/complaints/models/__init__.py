from wasl.services.complaints.models.complaint import Complaint, KeptFrom, Passing, Remark, Sending

__all__ = ["Complaint", "KeptFrom", "Passing", "Remark", "Sending"]
