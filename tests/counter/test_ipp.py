from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spooling import Spooler, free_port

from handouts.counter import ipp
from handouts.counter.ipp import (
    Attribute,
    AttributeGroup,
    NotPrinted,
    Operation,
    Tag,
    ask,
    asked,
    read,
    server,
)

SOUND = (
    b"\x02\x00\x00\x00\x00\x00\x00\x01\x01"
    b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x04\x42\x00\x0cprinter-name\x00\x07counter"
    b"\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x03"
    b"\x22\x00\x19printer-is-accepting-jobs\x00\x01\x01"
    b"\x44\x00\x0fsides-supported\x00\x09one-sided"
    b"\x44\x00\x00\x00\x13two-sided-long-edge\x03"
)
GARBLED = "what CUPS answers is not in its protocol"


@contextmanager
def answering(place: str, data: bytes) -> Iterator[list[bytes]]:
    """Answer one request at the path of a socket, or a port of this machine, with bytes."""
    heard: list[bytes] = []
    local = place.startswith("/")
    with socket.socket(socket.AF_UNIX if local else socket.AF_INET) as door:
        door.bind(place if local else ("127.0.0.1", int(place)))
        door.listen()

        def answer() -> None:
            line, _ = door.accept()
            with line, line.makefile("rb") as said:
                head = b"".join(iter(said.readline, b"\r\n"))
                length = int(head.partition(b"Content-Length: ")[2].split()[0])
                heard.append(head + said.read(length))
                line.sendall(data)

        clerk = threading.Thread(target=answer)
        clerk.start()
        yield heard
        clerk.join()


def http(body: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def told() -> tuple[str, str]:
    with pytest.raises(NotPrinted) as caught:
        ask(Operation.PRINTERS)
    return str(caught.value), caught.value.hint


def test_an_answer_is_read_group_by_group() -> None:
    answer = read(SOUND)
    assert (answer.status, answer.refused) == (0, False)
    printer = answer.groups[1]
    assert printer.word("printer-name") == "counter"
    assert printer.number("printer-state") == 3
    assert printer.values["printer-is-accepting-jobs"] == [True]
    assert printer.words("sides-supported") == ("one-sided", "two-sided-long-edge")
    assert (printer.word("absent"), printer.number("absent"), printer.words("absent")) == (
        "",
        0,
        (),
    )


def test_an_attribute_of_another_kind_than_expected_counts_as_absent() -> None:
    group = AttributeGroup(4, {"printer-name": [7], "printer-state": ["idle"]})
    assert (group.word("printer-name"), group.number("printer-state")) == ("", 0)


def test_a_refusal_is_told_in_the_words_of_cups_or_by_its_number() -> None:
    said = b"\x41\x00\x0estatus-message\x00\x06not so"
    assert read(b"\x02\x00\x05\x06\0\0\0\1\x01" + said + b"\x03").message == "not so"
    answer = read(b"\x02\x00\x05\x06\0\0\0\1\x03")
    assert (answer.refused, answer.message) == (True, "status 0x0506")


@given(st.binary(max_size=300))
def test_bytes_that_are_no_answer_raise_nothing_else(data: bytes) -> None:
    try:
        read(data)
    except NotPrinted as error:
        assert str(error) == GARBLED


@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=4))
def test_an_answer_that_was_damaged_raises_nothing_else(at: int, other: bytes) -> None:
    for data in (SOUND[:at], SOUND[:at] + other + SOUND[at + len(other) :]):
        try:
            read(data)
        except NotPrinted as error:
            assert str(error) == GARBLED


@given(st.integers(0, len(SOUND) - 1))
def test_an_answer_that_was_cut_off_is_told(at: int) -> None:
    with pytest.raises(NotPrinted, match=GARBLED):
        read(SOUND[:at])


@pytest.mark.usefixtures("spooler")
def test_cups_understands_what_is_asked() -> None:
    answer = ask(Operation.PRINTERS, asked(["printer-name", "printer-state"]))
    assert not answer.refused
    [name] = [group.word("printer-name") for group in answer.groups if group.tag == 4]
    assert name == "counter"


def test_a_collection_is_written_as_the_protocol_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "cups.sock")
    monkeypatch.setenv("CUPS_SERVER", place)
    size = Attribute(Tag.COLLECTION, "media-size", [Attribute(Tag.INTEGER, "x-dimension", [21000])])
    with answering(place, http(SOUND)) as heard:
        ask(Operation.PRINT_JOB, [], [Attribute(Tag.COLLECTION, "media-col", [size])], b"%PDF")
    assert heard[0].endswith(
        b"\x02\x34\x00\x09media-col\x00\x00\x4a\x00\x00\x00\x0amedia-size"
        b"\x34\x00\x00\x00\x00\x4a\x00\x00\x00\x0bx-dimension\x21\x00\x00\x00\x04\x00\x00\x52\x08"
        b"\x37\x00\x00\x00\x00\x37\x00\x00\x00\x00\x03%PDF"
    )


def test_cups_may_stand_on_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{port}")
    with answering(str(port), http(SOUND)) as heard:
        assert len(ask(Operation.PRINTERS).groups) == 2
    assert b"PeerCred" not in heard[0]


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        (http(b"", "401 Unauthorized"), "CUPS refuses: 401 Unauthorized"),
        (http(b"<html>"), GARBLED),
        (http(SOUND)[:-9], GARBLED),
        (b"220 mail.example\r\n", GARBLED),
        (b"", GARBLED),
    ],
)
def test_what_does_not_speak_as_cups_does_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: bytes, fact: str
) -> None:
    place = str(tmp_path / "cups.sock")
    monkeypatch.setenv("CUPS_SERVER", place)
    with answering(place, said):
        assert told()[0] == fact


def test_a_scheduler_that_never_answers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ipp, "PATIENCE_SECONDS", 0.5)
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "deaf.sock"))
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "deaf.sock"))
        deaf.listen()
        fact, hint = told()
    assert fact == "CUPS has not answered for 0 seconds"
    assert hint == "have it restarted: systemctl restart cups"


@pytest.mark.parametrize("place", ["/no/such/cups.sock", "localhost:1", "no-such-host.invalid:1"])
def test_a_scheduler_that_is_not_there_is_told(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", place)
    hint = f"it is looked for at '{place}': see CUPS_SERVER, and ServerName in client.conf"
    assert told() == ("CUPS does not answer", hint)


def test_a_machine_without_cups_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere(tmp_path, monkeypatch)
    monkeypatch.setattr(ipp, "SOCKETS", (str(tmp_path / "cups.sock"),))
    monkeypatch.setattr(ipp, "PORT", free_port())
    fact, hint = told()
    assert fact == "CUPS does not answer"
    assert (
        hint == "have it started: systemctl start cups; to install it on Debian: apt install cups"
    )


def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no setting that says where CUPS is."""
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    for variable in ("HOME", "CUPS_SERVERROOT"):
        (tmp_path / variable / ".cups").mkdir(parents=True)
        monkeypatch.setenv(variable, str(tmp_path / variable))


def test_cups_is_looked_for_where_its_own_programs_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere(tmp_path, monkeypatch)
    own = tmp_path / "cups.sock"
    monkeypatch.setattr(ipp, "SOCKETS", (str(own),))
    assert server() == "localhost"
    own.touch()
    assert server() == str(own)
    machine, home = tmp_path / "CUPS_SERVERROOT/client.conf", tmp_path / "HOME/.cups/client.conf"
    machine.write_text("# ServerName no\nservername printing:8631/version=1.1\n", encoding="utf-8")
    assert server() == "printing:8631"
    home.write_text("User ann\nServerName /run/own.sock\n", encoding="utf-8")
    assert server() == "/run/own.sock"
    monkeypatch.setenv("CUPS_SERVER", "[::1]:631")
    assert server() == "[::1]:631"


def test_the_account_needs_no_entry(spooler: Spooler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 2**30)
    assert not ask(Operation.PRINTERS).refused
