from __future__ import annotations

from pathlib import Path

import pytest

from handouts.web.sessions import IDLE_SECONDS, LONGEST_SECONDS, Limit, Sessions


class Time:
    """A clock that is turned by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_session_ends_when_nobody_does_anything() -> None:
    clock = Time()
    sessions = Sessions(b"key", clock=clock)
    cookie = sessions.written(sessions.new("Ann"))
    clock.now += IDLE_SECONDS
    assert sessions.read(cookie)
    clock.now += 1
    assert sessions.read(cookie) is None


def test_a_session_that_is_used_goes_on_and_yet_not_for_ever() -> None:
    clock = Time()
    sessions = Sessions(b"key", clock=clock)
    session, begun = sessions.new("Ann"), clock.now
    while session:
        last, clock.now = clock.now, clock.now + IDLE_SECONDS - 1
        session = sessions.read(sessions.written(session))  # type: ignore[assignment]
    assert LONGEST_SECONDS - IDLE_SECONDS <= last - begun <= LONGEST_SECONDS


def test_what_was_signed_out_stays_so_when_the_server_starts_anew(tmp_path: Path) -> None:
    file = tmp_path / "signed-out"
    sessions = Sessions(b"key", file)
    one, other = sessions.new("Ann"), sessions.new("Ben")
    cookies = [sessions.written(session) for session in (one, other)]
    sessions.end(one)
    again = Sessions(b"key", file)
    assert [bool(again.read(cookie)) for cookie in cookies] == [False, True]
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("cookie", ["", "a", "a.b.c", "W10.aaaa.bbbb", "\u6f22", "." * 5000])
def test_what_is_no_cookie_of_ours_is_no_session(cookie: str) -> None:
    assert Sessions(b"key").read(cookie) is None


def test_a_cookie_of_another_key_is_no_session() -> None:
    other = Sessions(b"other")
    assert Sessions(b"key").read(other.written(other.new("Ann"))) is None


def test_a_limit_holds_for_a_minute_and_by_who_tries() -> None:
    clock = Time()
    limit = Limit(2, clock)
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    limit.forgive("a")
    assert limit.allows("a")
    assert not limit.allows("a")
    clock.now += 61
    assert limit.allows("a")
