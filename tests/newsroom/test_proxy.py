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
        (1, "fe80::7%eth0", "fe80::7"),
        (1, "unknown", "10.0.0.1"),
        (1, "unix:", "10.0.0.1"),
        (1, "198.51.100.7, 999.1.1.1", "10.0.0.1"),
        (1, "198.51.100.7\x00", "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_saw_is_believed(settings, hops, claimed, believed):
    settings.TRUSTED_PROXIES = hops
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=claimed)
    assert client_ip(request) == believed


@pytest.mark.db
@pytest.mark.django_db
@pytest.mark.parametrize("told", ["unknown", "unix:", "1.2.3", "地址"])
def test_a_proxy_that_tells_no_address_does_not_break_the_login(settings, client, told):
    settings.TRUSTED_PROXIES = 1
    typed = {"username": "nobody", "password": "wrong"}
    answer = client.post("/admin/login/", typed, headers={"x-forwarded-for": told})
    assert answer.status_code == 200 and "nobody" in answer.content.decode()
