"""Video and audio: what may come in, where it is kept, its captions, and how it is served. No models.

`inspect` judges an upload (with `mp4`, `webm`, `mp3` for the containers), `captions` reads WebVTT, `stores` keeps
files privately and copies them for readers, `ranges` answers a player's requests for parts of a file.
"""
