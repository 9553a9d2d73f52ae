from wasl.services.marketing.models.deliverable import Deliverable, Measure, Step

__all__ = ["Deliverable", "Measure", "Step"]
