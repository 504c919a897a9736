"""Charts from small tables: reading what the desk types, and the geometry of what readers see. No models.

`rows` reads and writes the typed table; `drawing` turns frozen rows into shapes for `templates/articles/_chart.html`.
"""
