"""When: the parts of a sentence that speak of days, months, years, seasons and festivals.

Each kind names its parts in a grammar of its own (``RULES``); ``joining`` puts parts together that belong together
(去年 and 国庆, "May" and "2020"), ``links`` and ``bounds`` make ranges, lists and open ends of them, and ``recogniser``
says what is sure enough to be a chip. What every kind means is in docs/sentences.md.
"""
