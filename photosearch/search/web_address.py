"""Where a picture may be fetched from: public addresses of the web only, however they are spelt or resolved."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from photosearch.errors import WebPictureError

_LONGEST_URL = 8192
_PORTS = {"http": 80, "https": 443}
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_6TO4 = ipaddress.IPv6Network("2002::/16")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NOT_OF_THE_WEB = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("168.63.129.16/32"))
"""Beyond what Python 3.11 knows to be private: protocol assignments (RFC 6890), and Azure's service for its machines;
those of the other clouds lie in private ranges."""

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], tuple[IPAddress, ...]]
"""Blocking: ``(host, port) -> addresses``; OSError where there are none."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address taken apart."""

    scheme: str
    host: str
    port: int
    target: str
    """Path and query, as the server is asked for them."""

    @classmethod
    def parse(cls, url: str) -> WebAddress:
        """Take ``url`` apart.

        Raises:
            WebPictureError: no http or https, or with a name and password in it.
        """
        try:
            parts = urlsplit(quote(url, safe=_PRINTABLE) if len(url) <= _LONGEST_URL else "")
            port = parts.port
        except ValueError as error:
            raise WebPictureError("address", str(error)) from error
        if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
            raise WebPictureError("address")
        target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        return cls(parts.scheme, parts.hostname, _PORTS[parts.scheme] if port is None else port, target)


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the web: not to this machine, its network, or its cloud."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast and not any(address in net for net in _NOT_OF_THE_WEB)
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address in _GLOBAL_UNICAST and address.is_global and address not in _6TO4


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


def resolve(host: str, port: int) -> tuple[IPAddress, ...]:
    """Ask the system; it also reads ``0x7f.1`` and ``2130706433``.

    Raises:
        OSError: the name leads nowhere.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ipaddress.ip_address(place[4][0]) for place in found))
