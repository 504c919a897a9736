"""The project: settings, addresses, site-wide pages and commands.

It stands at the top of the house: nothing below (`series`, `articles`, `newsroom.staff`) imports from it.
"""
