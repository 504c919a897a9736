"""Renditions as a task: asked for when a picture comes or a story goes out, made at once or by a worker.

`progress` counts what is made (the files are the truth), `asking` asks and refuses, `tasks` does the work. Private
side: imported by `uploading`, `editing`, `publishing`, `due` and the desk's pages.
"""
