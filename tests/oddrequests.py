"""Requests that no browser would send, in a seeded order: odd names, odd fields, odd files."""

from __future__ import annotations

import json
import random
import string
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from serving import Answer, Visitor
from usualleaflets import styled
from wordfiles import png
from workbooks import HEAD, LEEDS, YORK, a_csv, an_xlsx

from handouts.content.blocks import BLOCKS
from handouts.web.app import PAGES, Address

NAMES = {
    "{brand}": "harbour",
    "{clinic}": "harbour",
    "{handout}": "sun",
    "{format}": "standard",
    "{size}": "small",
    "{page:int}": "1",
    "{slip}": "abcdefgh",
    "{code}": "XXXX-XXXX",
    "{name}": "desk.css",
    "{section}": "title",
    "{version}": "now",
    "{which}": "working",
    "{brought}": "nothing",
}
KEYS = (
    '["title"]',
    '["key_points",0]',
    '["key_points",99]',
    '["sections",0]',
    '["sections",0,"blocks",0]',
    '["sections",0,"blocks",0,"prose"]',
    '["sections",-1,"blocks",1]',
    '["sections","0","heading"]',
    '["to_confirm",0]',
    "[[]]",
    "{}",
    "[" * 2000,
)
FIELDS: dict[str, tuple[str, ...]] = {  # what a form may send, nearly right
    "format": ("standard", "html"),
    "copies": ("1", "-1", "99999999999999999999"),
    "sides": ("one", "two"),
    "printer": ("counter", "browser"),
    "tray": (),
    "slip": ("abcdefgh", "a" * 41),
    "name": (),
    "agreed": (),
    "op": ("set", "add", "append", "begin", "move", "remove", "undo"),
    "key": KEYS,
    "value": ("", '["a"]', '{"a": "b"}', "x" * 9_000, "\ud800", "2026-02-31", "[@shin2019]"),
    "kind": ("text", "prose", "table", "one-of-several", "date", "number", "explainer"),
    "step": ("1", "-1", "9"),
    "tag": tuple(block.tag for block in BLOCKS),
    "revision": (),
    "section": ("title", "short", "about", "0", "99", "-1"),
    "whole": ("1",),
    "once": ("1",),
    "side-0": ("mine", "theirs"),
    "words-0": (),
    "claim": ("1", "0", "99999999999999999999"),
    "code": ("XXXX-XXXX",),
    "own": ("sun", "a-draft", "../out"),
    "says": ("", "A comment.", "x" * 3_000),
    "which": (),
    "read": ("yes",),
    "months": ("12", "0", "-99999"),
    "scope": ("country:GB", "brand:harbour", "brand:"),
    "why": ("It was wrong.",),
    "title": ("After a peel", ""),
    "author": ("WHO",),
    "year": ("2021", "99999"),
    "container": (),
    "address": ("10.1000/x", "https://x.example/"),
    "paid": ("maker",),
}
FILES = ("/bring/leaflet", "/bring/clinics", "/write/{handout}/pictures")
SUFFIXES = (".docx", ".html", ".md", ".xlsx", ".csv", ".png", ".svg", ".jpg", ".exe", "")
GOOD = (styled(), an_xlsx([HEAD, LEEDS]), a_csv([HEAD, LEEDS, YORK]), png(), b"# A\n\nwords", b"")


@dataclass
class Oddity:
    """Who sends odd requests, and what came of those before."""

    visitor: Visitor
    chance: random.Random
    token: str = ""
    names: dict[str, str] = field(default_factory=lambda: dict(NAMES))

    def word(self) -> str:
        """Return letters of any kind."""
        letters = string.printable[:95] + "é漢\u202e\x00"
        return "".join(self.chance.choice(letters) for _ in range(self.chance.randrange(12)))

    def fields(self) -> dict[str, str]:
        """Return some fields of forms, with what they may hold and what not."""
        names = self.chance.sample([*FIELDS], 6)
        return {
            name: self.chance.choice((*FIELDS[name], self.word()))
            .encode("utf-8", "replace")
            .decode()
            for name in names
        }

    def file(self) -> bytes:
        """Return a file, whole or damaged."""
        data = bytearray(self.chance.choice(GOOD))
        if data and self.chance.random() < 0.3:
            del data[self.chance.randrange(len(data)) :]
        for _ in range(self.chance.randrange(4) if data else 0):
            data[self.chance.randrange(len(data))] = self.chance.randrange(256)
        return bytes(data)

    def path(self, page: Address) -> str:
        """Return the address of a page, with one odd name perhaps, and an odd question."""
        names, odd = dict(self.names), self.chance.choice([*NAMES])
        if self.chance.random() < 0.5:
            names[odd] = quote(self.word(), safe="") or "%00"
        path = page.path
        for name, value in names.items():
            path = path.replace(name, value)
        asked = {}
        if page.path in FILES:
            asked["name"] = self.word() + self.chance.choice(SUFFIXES)
            asked |= {"brand": self.chance.choice(("harbour", self.word())), "renamed": "yes"}
        elif self.chance.random() < 0.4:
            asks = ["q", "format", "v", "size", "section", "page", "revision", "only", "all"]
            asked = {name: self.word() for name in self.chance.sample(asks, 2)}
        return f"{path}?{urlencode(asked)}" if asked else path

    def send(self, page: Address) -> tuple[str, Answer]:
        """Send a request for a page, and return its address and what was answered."""
        path, headers, body = self.path(page), dict[str, str](), None
        if self.chance.random() < 0.1:
            headers["cookie"] = quote(self.word())
        if self.chance.random() < 0.3:
            headers["accept"] = self.chance.choice(("*/*", "application/json"))
        if page.path in FILES and self.chance.random() < 0.9:
            headers |= {"x-token": self.token, "content-type": "application/octet-stream"}
            body = self.file()
        elif page.method == "POST":
            body = urlencode({"token": self.token, **self.fields()}).encode()
            body = body if self.chance.random() < 0.9 else self.chance.randbytes(40)
        cookies = dict(self.visitor.cookies)
        answer = self.visitor.ask(path, body, page.method, **headers)
        if "cookie" in headers:  # what another browser got
            self.visitor.cookies = cookies
        return path, answer

    def learn(self, answer: Answer) -> None:
        """Take note of what was brought in, so that it is asked for."""
        if answer.status == 200 and answer.body.startswith(b'{"address"'):
            self.names["{brought}"] = json.loads(answer.body)["address"].rpartition("/")[2]


def hold_to_mutations(
    visitor: Visitor, count: int, seed: int, under: tuple[str, ...] = ("/",)
) -> None:
    """Send requests that no browser would; none of them may end in a fault of ours."""
    odd = Oddity(visitor, random.Random(seed), visitor.form("/bring").get("token", ""))
    pages = [
        page
        for page in PAGES
        if page.path.startswith(under) and not page.path.endswith(("/events", "/sign-out"))
    ]
    for number in range(count):
        page = odd.chance.choice(pages)
        path, answer = odd.send(page)
        assert answer.status < 500 or answer.status == 503, (seed, number, page.method, path)
        odd.learn(answer)
