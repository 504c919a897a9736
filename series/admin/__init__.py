"""The desk's pages about series. Importing it registers everything on the admin site.

series: list and form · board: the parts and what each lacks · release: release and take back · landing_preview: the
preview of fronts · paste: a finished story into a draft · loader: the one door to a series.
"""

from series.admin import landing_preview, series

__all__ = ["landing_preview", "series"]
