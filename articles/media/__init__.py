"""Pictures: what may be uploaded, where it is kept, what is made from it. Plain values in, no model anywhere.

inspect.inspect_upload(data, filename) -> Picture                     or raises RefusedPicture(code, message)
stores.keep_original(data, picture) -> name                           private, named by content
stores.make_all(sha, ext, width, height, focal, crops) -> [name, …]   every private rendition, at upload
stores.private_rendition(sha, ext, spec), ensure_rendition(name, ext, width, height) -> name   rendered if absent
stores.publish_rendition(name) -> public name                         a copy named by its bytes
stores.remove_public(name), stores.public_names_in(html), stores.public_url(name), stores.open_private(name)
renditions.plan(width, height, crop, focal) -> [RenditionSpec, …]
renditions.render(original, spec) -> bytes
picture.picture_data(sha, ext, width, height, crop, focal, store="private") -> dict for a <picture>
"""
