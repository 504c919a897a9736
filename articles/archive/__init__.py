"""The archive: published stories by year and month. Public code only; imports nothing above `articles`."""
