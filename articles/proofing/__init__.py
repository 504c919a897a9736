"""Proofing on the desk: what the checks of `articles.text.proof` find in a story, and what people decide about it.

terms: the word lists as rows · pieces, sheet: a story as pieces of copy · findings: what is found, and its name ·
report: findings with decisions, kept by content · gate: whether a story may pass · decisions, mending: the verbs ·
csv_lists: the lists as files · service, http_service: an outside proofreader · rates: errors for ten thousand
characters. Private: public code has no use for it. Nothing here changes a text but `mending`, through the save.
"""
