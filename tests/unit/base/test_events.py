"""Events reach whoever subscribed, and nobody after that."""

from __future__ import annotations

from photosearch.events import Event, EventBus, ProblemsChanged


def test_everyone_subscribed_gets_each_event_until_they_leave() -> None:
    bus = EventBus()
    first: list[Event] = []
    second: list[Event] = []
    leave = bus.subscribe(first.append)
    bus.subscribe(second.append)
    bus.publish(ProblemsChanged(1))
    leave()
    bus.publish(ProblemsChanged(2))
    assert first == [ProblemsChanged(1)]
    assert second == [ProblemsChanged(1), ProblemsChanged(2)]
