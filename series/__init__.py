"""The special feature: front, chapters, instalments, release and public pages."""
