"""Who is asking, without knowing who: keyed hashes over network address and browser, and the tickets they act with.

A reader has no account and gets no cookie. The same browser at the same address is the same reader for as long as a
window lasts: a day for reading and sharing, a calendar month for 点赞 and 在看. Each window has a random key of its
own (`Salt`), deleted when the window has passed.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core import signing
from django.http import HttpRequest

from articles.models.audience import Gesture, Salt
from newsroom.proxy import client_ip

# Nobody acts on a page in the first second, nor with one opened yesterday.
YOUNGEST_TICKET = timedelta(seconds=1)
OLDEST_TICKET = timedelta(hours=12)
_TICKETS = signing.TimestampSigner(salt="articles.audience")
_LASTING = {Gesture.LIKE, Gesture.WOW}


@dataclass(frozen=True)
class Reader:
    """A browser at an address, for as long as one request lasts. Never stored."""

    network: str
    browser: str

    def hash(self, salt: Salt, uid: UUID) -> str:
        """What stands for this reader of this story in a window."""
        return _hash(salt, f"{self.network}\n{self.browser}\n{uid}")[:32]

    def network_hash(self, salt: Salt) -> str:
        """What stands for the address alone in a window."""
        return _hash(salt, self.network)[:16]


def reader_of(request: HttpRequest) -> Reader:
    """The reader behind a request. A household's IPv6 addresses change all day: the first 64 bits are the household."""
    return Reader(network_of(client_ip(request)), request.headers.get("User-Agent", "")[:400])


def network_of(address: str) -> str:
    """192.0.2.7 → itself, 2001:db8::1 → 2001:db8::/64; what is no address is one network of its own."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if ip.version == 6:
        mapped = ip.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def salt_for(gesture: str, today: date) -> Salt:
    """The key of the window that a gesture falls into today; made when the first reader of the window comes."""
    window, ends_on = _window(gesture, today)
    found = Salt.objects.filter(window=window).first()
    if found is None:
        Salt.objects.bulk_create(
            [Salt(window=window, ends_on=ends_on, value=secrets.token_bytes(32))], ignore_conflicts=True
        )
        found = Salt.objects.get(window=window)
    return found


def _window(gesture: str, today: date) -> tuple[str, date]:
    if gesture in _LASTING:
        next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return f"month-{today:%Y-%m}", next_month
    return f"day-{today:%Y-%m-%d}", today + timedelta(days=1)


def ticket_for(reader: Reader, uid: UUID) -> str:
    """What a reader must show to be counted: proof that this address asked for this story a moment ago."""
    return _TICKETS.sign(_claim(reader, uid))


def is_valid(ticket: str, reader: Reader, uid: UUID) -> bool:
    """Whether a ticket is ours, for this reader and story, and neither too young nor too old."""
    if not ticket.isascii():  # ours are; a lone half of a character could not even be compared
        return False
    try:
        claim = _TICKETS.unsign(ticket, max_age=OLDEST_TICKET)
    except signing.BadSignature:
        return False
    return hmac.compare_digest(claim.encode(), _claim(reader, uid).encode()) and not _is_young(ticket)


def _is_young(ticket: str) -> bool:
    try:
        _TICKETS.unsign(ticket, max_age=YOUNGEST_TICKET)
    except signing.SignatureExpired:
        return False
    return True


def _claim(reader: Reader, uid: UUID) -> str:
    return f"{uid.hex}.{hashlib.sha256(f'{reader.network}{reader.browser}'.encode()).hexdigest()[:16]}"


def _hash(salt: Salt, text: str) -> str:
    return hmac.new(bytes(salt.value), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
