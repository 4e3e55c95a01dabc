"""In what a photo agrees with a question, in words."""

from __future__ import annotations

from photosearch.types.agreements import Agreement, ColourFound, DateFound, PlaceFound
from photosearch.types.colours import Colour, ColourWish, Palette
from photosearch.words.quantities import date_text
from photosearch.words.spoken import marked, translate
from photosearch.words.understood import place_name

_COLOURS: dict[ColourWish, str] = {
    Colour.BLACK: marked("Colours", "black"),
    Colour.GREY: marked("Colours", "grey"),
    Colour.WHITE: marked("Colours", "white"),
    Colour.RED: marked("Colours", "red"),
    Colour.ORANGE: marked("Colours", "orange"),
    Colour.YELLOW: marked("Colours", "yellow"),
    Colour.GREEN: marked("Colours", "green"),
    Colour.CYAN: marked("Colours", "cyan"),
    Colour.BLUE: marked("Colours", "blue"),
    Colour.PURPLE: marked("Colours", "purple"),
    Colour.PINK: marked("Colours", "pink"),
    Colour.BROWN: marked("Colours", "brown"),
    Palette.WARM: marked("Colours", "warm colours"),
    Palette.COOL: marked("Colours", "cool colours"),
    Palette.MONOCHROME: marked("Colours", "black and white"),
    Palette.VIVID: marked("Colours", "vivid colours"),
}
_WITHOUT_SHARE = (Palette.MONOCHROME, Palette.VIVID)


def agreement_text(agreement: Agreement) -> str:
    """Such as ``colour: blue, 62% of the picture``, ``place: Erhai Lake`` or ``date: Aug 3, 2024``."""
    match agreement:
        case ColourFound(wish, fit):
            return _colour_text(wish, fit)
        case PlaceFound(place):
            return translate("Messages", "place: {name}").format(name=place_name(place))
        case DateFound(date):
            return translate("Messages", "date: {date}").format(date=date_text(date))


def _colour_text(wish: ColourWish, fit: float) -> str:
    name = translate("Colours", _COLOURS[wish])
    if wish in _WITHOUT_SHARE:
        return translate("Messages", "colour: {name}").format(name=name)
    text = translate("Messages", "colour: {name}, {share}% of the picture")
    return text.format(name=name, share=round(100 * fit))
