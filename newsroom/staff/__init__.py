"""Accounts and roles: the bottom of the house. Imports nothing of ours; anything of ours may import it."""
