"""A story's body: what HTML it may hold, cleaning it, and printing it. No models; anything of `articles` may import it.

The editor is never the border: whatever it sends is cleaned at save and again when public rows are built.
"""
