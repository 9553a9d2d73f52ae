"""Where those outside come in: the public pages and the applicant's space."""
