"""The traditional edition on the desk: where the machine may be wrong, what was decided, and the way back.

doubting: the doubtful places of a story · deciding: the verb that keeps a decision, for the story or for the house ·
simplifying: copy that came in traditional script, brought to the simplified master.
May import models, rights, editing, building and `articles.text`. Public code has no use for it: what was decided is in
the snapshot that a page is built from.
"""
