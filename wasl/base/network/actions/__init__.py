"""Writes of the network."""

from wasl.base.network.actions.contacts import change_contact, close_contact, create_contact
from wasl.base.network.actions.guichets import close_guichet, create_guichet, reopen_guichet, update_guichet
from wasl.base.network.actions.offers import (
    close_offer,
    create_offer,
    reopen_offer,
    update_offer,
    verify_offer,
)
from wasl.base.network.actions.offices import close_office, open_office, reopen_office, update_office
from wasl.base.network.actions.organisations import create_organisation, update_organisation

__all__ = [
    "change_contact",
    "close_contact",
    "close_guichet",
    "close_offer",
    "close_office",
    "create_contact",
    "create_guichet",
    "create_offer",
    "create_organisation",
    "open_office",
    "reopen_guichet",
    "reopen_offer",
    "reopen_office",
    "update_guichet",
    "update_offer",
    "update_office",
    "update_organisation",
    "verify_offer",
]
