"""What other tools take from a build: networks, tables, notes and bibliographies."""

from kg.publish.exchange.formats import export
from kg.publish.exchange.network import network_of

__all__ = ["export", "network_of"]
