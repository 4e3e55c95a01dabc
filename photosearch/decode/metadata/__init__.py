"""Reads what is told of a photo: in EXIF, XMP and IPTC inside the file, in files beside it, and in its name."""
