"""What the acts on a series are called where the ledger is read. `planning` and `publishing` record them by their codes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ACT_LABELS: dict[str, Any] = {
    "create": _("Series made"),
    "attach": _("Story put into a series"),
    "detach": _("Story taken out of a series"),
    "move": _("Part moved"),
    "release": _("Series released"),
    "take_back": _("Release taken back"),
}
