"""The reader's search: what was asked (`question`), what is found (`finding`), how it is narrowed (`facets`), what is
shown of each find (`passages`), and what is offered while typing (`suggesting`).

Public code only: reads published rows, writes nothing. `newsroom.views` imports it; it imports `series` and `articles`.
"""
