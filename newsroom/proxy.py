"""Who is asking, when reverse proxies stand in front of the site.

For `newsroom.settings` (by name) and whatever needs a visitor's address for limits; holds no state.
"""

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The visitor's address as the outermost trusted proxy saw it.

    Counts TRUSTED_PROXIES hops from the right of X-Forwarded-For: entries further left are the visitor's
    own claim, and believing them would let anybody escape the login lock by inventing addresses.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    hops = int(settings.TRUSTED_PROXIES)
    seen = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    return seen[-hops] if 0 < hops <= len(seen) else direct
