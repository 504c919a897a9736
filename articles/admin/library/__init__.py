"""The desk's pages of the picture library: the list, the page of a picture, putting another in its place."""
