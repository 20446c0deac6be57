"""Requests that no browser would send, in a seeded order."""

from __future__ import annotations

import random
import string

from serving import Visitor

from handouts.web.app import PAGES

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


def mutated(seed: random.Random) -> tuple[str, str, bytes | None, dict[str, str]]:
    """Return a request that no browser would send."""
    odd = "".join(seed.choice(string.printable[:95] + "é漢") for _ in range(seed.randrange(12)))
    safe = "".join(f"%{byte:02X}" for byte in odd.encode())
    page = seed.choice(PAGES)
    names = {**NAMES, seed.choice([*NAMES]): safe or "%00"}
    path = page.path
    for name, value in names.items():
        path = path.replace(name, value)
    if seed.random() < 0.4:
        path += "?" + "&".join(f"{k}={safe}" for k in seed.sample(["q", "format", "v", "size"], 2))
    body = None
    if page.method == "POST":
        keys = ["format", "copies", "sides", "printer", "tray", "slip", "name", "agreed"]
        keys += [
            "op",
            "key",
            "value",
            "kind",
            "step",
            "tag",
            "revision",
            "section",
            "claim",
            "code",
        ]
        pairs = [f"{key}={safe}" for key in seed.sample(keys, 4)]
        body = "&".join(pairs).encode() if seed.random() < 0.8 else seed.randbytes(40)
    headers = {"accept": "*/*", "cookie": safe[:40]} if seed.random() < 0.3 else {}
    return page.method, path, body, headers


def hold_to_mutations(visitor: Visitor, count: int, seed: int) -> None:
    """Send requests that no browser would; none of them may end in a fault of ours."""
    chance = random.Random(seed)
    token = visitor.form("/sign-in")["token"].encode()
    for number in range(count):
        method, path, body, headers = mutated(chance)
        if path.endswith("/events") or path == "/sign-out":
            continue
        sent = None if body is None else b"token=" + token + b"&" + body
        answer = visitor.ask(path, sent, method, **headers)
        assert answer.status < 500 or answer.status == 503, (seed, number, method, path, body)
