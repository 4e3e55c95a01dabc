"""Leaves out the tests of what only other operating systems have."""

import sys

collect_ignore = ["test_walker_posix.py"] if sys.platform == "win32" else []
if not sys.platform.startswith("linux"):
    collect_ignore.append("test_volumes_linux.py")
