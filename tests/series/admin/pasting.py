"""What a browser does with the paste page: look, send the form of a look back, save."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.series.importing import SEED

URL = "/admin/paste/"


def look(client: Client, text: str = SEED, **more: Any) -> Any:
    """Press “look at it”."""
    page = client.post(URL, {"text": text, "step": "look", **more})
    assert page.status_code == 200, page.content.decode()[-400:]
    return page


def carried(page: Any, **more: Any) -> dict[str, Any]:
    """What the form of a look sends back, as a browser would: line ends of the text included."""
    seen = page.context["look"]
    text = seen.asked.text.replace("\r\n", "\n").replace("\n", "\r\n")
    series = {"series": seen.choice} if seen.series else {}
    return {"text": text, "seen": seen.seen, "back": seen.back, **series, **more}


def save(client: Client, page: Any, **more: Any) -> Any:
    return client.post(URL, carried(page, step="save", **more))


def messages_of(client: Client, response: Any) -> str:
    return " ".join(str(message) for message in client.get(response.url).context["messages"])
