"""The nouns of a special feature: Series, Chapter, Instalment, Moment; what readers see is in `published`.

Public code never imports this package: it imports `series.models.published`.
"""

from series.models.published import PublishedPart, PublishedSeries
from series.models.series import Chapter, Instalment, Moment, Series

__all__ = ["Chapter", "Instalment", "Moment", "PublishedPart", "PublishedSeries", "Series"]
