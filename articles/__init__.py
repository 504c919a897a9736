"""The desk and its public pages: writing, reviewing and publishing one article."""
