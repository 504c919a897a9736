"""Counting what readers do, without knowing who they are: reads, reading to the end, sharing, 点赞 and 在看.

reader: who is asking, as a hash nobody can turn back · counting: the verbs · totals: what is asked of the numbers ·
views: the one public endpoint. The desk's pages of it are `articles.admin.audience` and `series.admin.audience`.
"""
