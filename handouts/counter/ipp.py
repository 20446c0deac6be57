"""The Internet Printing Protocol: a request to CUPS, and what it answers.

Encoded as in RFC 8010 (https://www.rfc-editor.org/rfc/rfc8010), with the operations of RFC 8011
and of CUPS (https://www.cups.org/doc/spec-ipp.html), over CUPS's own socket or a plain connection.
"""

from __future__ import annotations

import http.client
import os
import pwd
import socket
import struct
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from handouts.diagnostics import Unplaced

__all__ = [
    "NOT_FOUND",
    "Answer",
    "Attribute",
    "AttributeGroup",
    "NotPrinted",
    "Operation",
    "Tag",
    "ask",
    "asked",
    "read",
]

PATIENCE_SECONDS = 30.0  # seconds until a printing system counts as one that does not answer
LONGEST_BYTES = 16 * 2**20  # bytes of an answer
SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
PORT = 631  # RFC 8010, section 4
NOT_FOUND = 0x0406  # the status of a job or printer that is not there
END = 3
FIRST_VALUE = 0x10  # tags below it begin a group
FIRST_TEXT = 0x40  # values from here on are characters
OPERATION_GROUP, JOB_GROUP = 1, 2  # RFC 8010, section 3.5.1


class Operation(IntEnum):
    """What can be asked for (RFC 8011, section 5.4.15, and CUPS)."""

    PRINT_JOB = 0x02
    CANCEL_JOB = 0x08
    GET_JOB = 0x09
    DEFAULT_PRINTER = 0x4001
    PRINTERS = 0x4002


class Tag(IntEnum):
    """What kind of value stands in an attribute (RFC 8010, section 3.5.2)."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    COLLECTION = 0x34
    COLLECTION_END = 0x37
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49
    MEMBER = 0x4A


Value = int | str | bytes


class NotPrinted(Unplaced):
    """Why nothing was printed, or told of a job: the fact, and the way out as ``hint``."""


@dataclass(frozen=True)
class Attribute:
    """An attribute of a request; the values of a collection are its members."""

    tag: Tag
    name: str
    values: Sequence[int | str | Attribute]


@dataclass(frozen=True)
class AttributeGroup:
    """The attributes of one thing in an answer: of the operation, a job or a printer."""

    tag: int
    values: dict[str, list[Value]] = field(default_factory=dict)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the values of an attribute that are text."""
        return tuple(value for value in self.values.get(name, ()) if isinstance(value, str))

    def word(self, name: str) -> str:
        """Return the first of the values that are text; '' where there is none."""
        return next(iter(self.words(name)), "")

    def number(self, name: str) -> int:
        """Return the first of the values that are numbers; 0 where there is none."""
        return next((v for v in self.values.get(name, ()) if isinstance(v, int)), 0)


@dataclass(frozen=True)
class Answer:
    """What was answered: a status, 0x400 or more where it is refused, and what was asked for."""

    status: int
    groups: tuple[AttributeGroup, ...]

    @property
    def refused(self) -> bool:
        """Say whether nothing was done."""
        return self.status >= 0x400

    @property
    def message(self) -> str:
        """The reason in words."""
        messages = (group.word("status-message") for group in self.groups)
        return next(filter(None, messages), f"status 0x{self.status:04x}")


def ask(
    operation: Operation,
    attributes: Sequence[Attribute] = (),
    job: Sequence[Attribute] = (),
    document: bytes = b"",
    path: str = "/",
) -> Answer:
    """Send a request to a path of CUPS, with a document behind it. Raises Unprinted."""
    operands = [
        Attribute(Tag.CHARSET, "attributes-charset", ["utf-8"]),
        Attribute(Tag.LANGUAGE, "attributes-natural-language", ["en"]),
        *attributes,
        Attribute(Tag.NAME, "requesting-user-name", [_user()]),
    ]
    body = struct.pack("!BBHI", 2, 0, operation, 1) + bytes([OPERATION_GROUP])
    body += b"".join(map(_written, operands))
    if job:
        body += bytes([JOB_GROUP]) + b"".join(map(_written, job))
    return read(_post(path, body + bytes([END]) + document))


def asked(names: Sequence[str]) -> list[Attribute]:
    """Return what names the attributes that are asked for."""
    return [Attribute(Tag.KEYWORD, "requested-attributes", names)]


def read(data: bytes) -> Answer:
    """Read an answer. Raises Unprinted for what is none."""
    try:
        status, groups, at = struct.unpack_from("!H", data, 2)[0], list[AttributeGroup](), 8
        name, tag = "", data[at]
        while tag != END:
            at += 1
            if tag < FIRST_VALUE:
                groups.append(AttributeGroup(tag))
            else:
                own, at = _piece(data, at)
                value, at = _piece(data, at)
                name = own.decode("utf-8", "replace") or name  # without one, it is one value more
                groups[-1].values.setdefault(name, []).append(_value(tag, value))
            tag = data[at]
    except (IndexError, struct.error):
        raise NotPrinted("what CUPS answers is not in its protocol", _hint()) from None
    return Answer(status, tuple(groups))


def server() -> str:
    """Return where CUPS listens: the path of a socket, or HOST or HOST:PORT.

    It is what CUPS_SERVER says, else ``ServerName`` in the client.conf of the user or the machine
    (https://www.cups.org/doc/man-client.conf.html), else the socket of this machine's own CUPS.
    """
    home, machine = os.environ.get("HOME", ""), os.environ.get("CUPS_SERVERROOT", "/etc/cups")
    folders = (Path(home, ".cups"), Path(machine))
    named = [os.environ.get("CUPS_SERVER", ""), *map(_server_name, folders)]
    own = (path for path in SOCKETS if Path(path).exists())
    return next(filter(None, named), "").partition("/version=")[0] or next(own, "localhost")


class _Line(http.client.HTTPConnection):
    """A connection to CUPS, by its socket or over the network."""

    def __init__(self, place: str) -> None:
        self.path = place if place.startswith("/") else ""
        host, port = _host(place)
        super().__init__(host, port, timeout=PATIENCE_SECONDS)

    def connect(self) -> None:
        if not self.path:
            return super().connect()
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE_SECONDS)
        return self.sock.connect(self.path)


def _post(path: str, body: bytes) -> bytes:
    """Send a request, and return the body of the answer. Raises Unprinted."""
    line = _Line(server())
    headers = {"Content-Type": "application/ipp"}
    if line.path:  # the socket tells CUPS who is at its other end
        headers["Authorization"] = f"PeerCred {_user()}"
    try:
        with suppress(BrokenPipeError):  # it may refuse before it has read all, and says why
            line.request("POST", path, body, headers)
        response = line.getresponse()
        data = response.read(LONGEST_BYTES)
    except TimeoutError:
        fact = f"CUPS has not answered for {PATIENCE_SECONDS:.0f} seconds"
        raise NotPrinted(fact, "have it restarted: systemctl restart cups") from None
    except http.client.HTTPException:
        raise NotPrinted("what CUPS answers is not in its protocol", _hint()) from None
    except (OSError, ValueError):  # nobody listens, or the address is none
        raise NotPrinted("CUPS does not answer", _hint()) from None
    finally:
        line.close()
    if response.status != http.client.OK:
        raise NotPrinted(f"CUPS refuses: {response.status} {response.reason}", _hint())
    return data


def _hint() -> str:
    place = server()
    if place in SOCKETS or place == "localhost":
        return "have it started: systemctl start cups; to install it on Debian: apt install cups"
    return f"it is looked for at '{place}': see CUPS_SERVER, and ServerName in client.conf"


def _user() -> str:
    """Return the name of the account that asks, as the system knows it."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # an account without an entry, as in a container
        return "anonymous"


def _server_name(folder: Path) -> str:
    try:
        lines = (folder / "client.conf").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    words = [line.split() for line in lines]
    return next((w[1] for w in words if len(w) > 1 and w[0].lower() == "servername"), "")


def _host(place: str) -> tuple[str, int]:
    """Return the parts of HOST or HOST:PORT; an IPv6 address with a port stands in brackets."""
    if place.startswith("/"):
        return "localhost", PORT
    host, colon, port = place.rpartition(":")
    if not (colon and port.isascii() and port.isdigit()) or (":" in host and host[-1] != "]"):
        host, port = place, str(PORT)
    return host.strip("[]"), int(port)


def _written(attribute: Attribute) -> bytes:
    """Return an attribute as bytes; each value but the first stands without a name."""
    names = [attribute.name, *[""] * (len(attribute.values) - 1)]
    if attribute.tag is Tag.COLLECTION:
        members = b"".join(map(_member, attribute.values))
        return _entry(attribute.tag, attribute.name, b"") + members + _entry(Tag.COLLECTION_END)
    return b"".join(
        _entry(attribute.tag, name, _bytes(attribute.tag, value))
        for name, value in zip(names, attribute.values, strict=True)
    )


def _member(member: object) -> bytes:
    """Return a member of a collection: its name is a value (RFC 8010, section 3.1.6)."""
    assert isinstance(member, Attribute)
    unnamed = Attribute(member.tag, "", member.values)
    return _entry(Tag.MEMBER, "", member.name.encode()) + _written(unnamed)


def _entry(tag: Tag, name: str = "", value: bytes = b"") -> bytes:
    sized = (struct.pack("!H", len(part)) + part for part in (name.encode(), value))
    return bytes([tag]) + b"".join(sized)


def _bytes(tag: Tag, value: object) -> bytes:
    if tag is Tag.BOOLEAN:
        return bytes([bool(value)])
    return struct.pack("!i", value) if isinstance(value, int) else str(value).encode()


def _piece(data: bytes, at: int) -> tuple[bytes, int]:
    """Return bytes that stand behind their length, and where the next ones begin."""
    end = at + 2 + struct.unpack_from("!H", data, at)[0]
    if end > len(data):
        raise IndexError(end)
    return data[at + 2 : end], end


def _value(tag: int, data: bytes) -> Value:
    if tag in (Tag.INTEGER, Tag.ENUM):
        return int(struct.unpack("!i", data)[0])
    if tag == Tag.BOOLEAN:
        return bool(data[0])
    return data.decode("utf-8", "replace") if tag >= FIRST_TEXT else data
