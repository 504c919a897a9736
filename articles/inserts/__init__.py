"""What stands in a story beside words and pictures: clips and charts.

`placed` says which of them readers see, `taking` puts them into a snapshot and back, `printing` makes what a page
shows of them, `files` knows where clips are. The body names an insert by its uid, exactly as it names a picture.
"""
