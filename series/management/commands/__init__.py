"""Commands of series."""
