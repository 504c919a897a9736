"""The figures and the days of a story, held beside its text.

finding: every figure with its place and the identity a tick is bound to · checking: source notes and ticks, the verb
that records them and what a final pass asks · clashing: the same thing with another figure, here or elsewhere in the
series · dating: words that mean another day on another day · leaving: the verb that lets one stand with a reason ·
promoting: from a figure to a key figure · sheet: all of it, as the desk's pages show it.
May import models, rights, hooks and `articles.text`; `promoting` also `editing`. Public code has no use for it.
"""
