"""The picture library: what a picture is offered with, where it is used, and putting another in its place.

Private side. The desk's pages of the library import this package; it imports `editing`, models and rights.
"""
