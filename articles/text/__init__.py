"""Pure functions about Chinese text: credit lines, scripts, search tokens, slugs, story parsing.

Imports nothing of Django and nothing of ours outside this package; everybody above may import it.
"""
