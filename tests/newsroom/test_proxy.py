"""Claims about whose address is believed when the login lock counts failures."""

import pytest
from django.test import RequestFactory

from newsroom.proxy import client_ip


@pytest.mark.parametrize(
    ("hops", "claimed", "believed"),
    [
        (0, "198.51.100.7", "10.0.0.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "198.51.100.7", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "198.51.100.7:4711", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7:4711, 10.0.0.2:80", "198.51.100.7"),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "[2001:db8::7]:4711", "2001:db8::7"),
        (1, "[2001:db8::7]", "2001:db8::7"),
    ],
)
def test_only_what_our_own_proxies_saw_is_believed(settings, hops, claimed, believed):
    settings.TRUSTED_PROXIES = hops
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=claimed)
    assert client_ip(request) == believed
