"""photosearch finds a person's own photos by what is on them."""

from typing import Final

__version__: Final = "0.1.0"
