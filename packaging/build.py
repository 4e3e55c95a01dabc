"""Builds what people download: ``python packaging/build.py [--out FOLDER]``, on each system for that system.

Linux: a portable archive with a per-user installer, and a .deb. Windows: a per-user installer. macOS: a disk image.
"""

import sys

from photosearch_build.commands import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
