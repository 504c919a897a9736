"""How static files are named where readers are real: by their content, so that browsers may keep them for good.

Named in settings. A development server serves files under their own names.
"""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

# How our modules import each other, and how that is written with the other name in it.
_IMPORT = (
    r'(?m)^(?P<matched>import (?P<names>\{[^}]*\}) from "(?P<url>\./[^"]+)";)$',
    'import %(names)s from "%(url)s";',
)


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the package brings no types
    """Renames files in what our modules import, too.

    Else a module that a page loads under its hashed name and another module under its own is two modules, and each
    of them listens: every click counts twice. Scripts of others are left as they are.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("newsroom/*.js", (_IMPORT,)))
