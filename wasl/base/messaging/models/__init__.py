from wasl.base.messaging.models.message import Message

__all__ = ["Message"]
