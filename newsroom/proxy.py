"""Who is asking, when reverse proxies stand in front of the site.

For `newsroom.settings` (by name) and whatever needs a visitor's address for limits; holds no state.
"""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The visitor's address as the outermost trusted proxy saw it.

    Counts TRUSTED_PROXIES hops from the right of X-Forwarded-For: entries further left are the visitor's
    own claim, and believing them would let anybody escape the login lock by inventing addresses. A port that a proxy
    writes behind the address is left out: each new connection would be another visitor. What is no address ("unknown",
    "unix:") is nobody's: the one that connected is taken, for the login lock can store no other.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    hops = int(settings.TRUSTED_PROXIES)
    seen = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    told = _address(_without_port(seen[-hops])) if 0 < hops <= len(seen) else ""
    return told or direct


def _without_port(told: str) -> str:
    """198.51.100.7 of 198.51.100.7:4711, and 2001:db8::7 of [2001:db8::7]:4711."""
    if told.startswith("["):
        return told[1:].partition("]")[0]
    return told.partition(":")[0] if told.count(":") == 1 else told


def _address(told: str) -> str:
    """The address without the zone that it has on the proxy alone; "" where it is none."""
    address = told.partition("%")[0]
    try:
        ip_address(address)
    except ValueError:
        return ""
    return address
