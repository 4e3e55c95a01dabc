"""Names a camera once, as people do; and knows the captions that cameras write by themselves."""

from __future__ import annotations

import re
from typing import Final

from photosearch.decode.metadata.encodings import TEXT_CHARACTERS

# "NIKON CORPORATION", "OLYMPUS IMAGING CORP.", "SAMSUNG TECHWIN CO., LTD.", "Konica Minolta Camera, Inc."
_COMPANY_WORDS: Final = re.compile(
    r"[\s,]+(?:corporation|corp|company|co|ltd|inc|gmbh|imaging|optical|techwin|electric|camera|technologies)\.?(?=[\s,]|$)",
    re.IGNORECASE,
)
_STOCK_CAPTIONS: Final = re.compile(
    r"(?:olympus digital camera|digital camera|konica minolta digital camera|minolta digital camera|sony dsc|samsung"
    r"|dcim[\\/].*|dig|maker:.*|exif_jpeg_.*|exif_hdl_.*|jpeg_image|default|untitled|hdrpl|dav|oznor\w*|rhdr\w*|cof|sdr|mde"
    r"|kodak digital still camera|<digimax .*|screenshot|image description|charset=\S*|gcm_tag"
    r"|created with (?:the )?gimp.*|file written by adobe photoshop.*)",
    re.IGNORECASE,
)


def named(make: str | None, model: str | None) -> str | None:
    """Maker and model without saying the maker twice ("NIKON CORPORATION" + "NIKON D750"), nor the kind of firm."""
    if make is None or model is None:
        return model or _short(make)
    maker = _short(make) or make
    if make.split()[0].casefold() in model.casefold():
        return model
    return f"{maker} {model}"[:TEXT_CHARACTERS]


def is_stock_caption(text: str) -> bool:
    """Whether a caption is one that a camera writes into every picture, which says nothing about this one."""
    return _STOCK_CAPTIONS.fullmatch(text.strip()) is not None


def _short(make: str | None) -> str | None:
    if make is None:
        return None
    return _COMPANY_WORDS.sub("", make).strip(" ,.") or make
