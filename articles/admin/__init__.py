"""The desk's pages about stories. Importing it registers everything on the admin site.

article: the form, its list and its acts · roster, house, pages, routes, ledger_list: people, sections, standing pages, routes, the ledger ·
terms: the word lists of proofing · loader: the one door to a story · extra_urls: the pages beside the form (pictures, preview, review, history).
"""

from articles.admin import article, house, ledger_list, pages, roster, routes, terms
from articles.admin.library import admin as library

__all__ = ["article", "house", "ledger_list", "library", "pages", "roster", "routes", "terms"]
