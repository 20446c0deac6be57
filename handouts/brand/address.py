"""Web and e-mail addresses: as people read them, and as links carry them."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import idna

from handouts.reading import Pattern

__all__ = ["EMAIL", "HTTPS", "ORIGIN", "as_link", "bare", "is_address"]

HOST = r"[A-Za-z0-9.\-\u00a1-\uffff]+"
HTTPS = Pattern(
    rf"https://{HOST}(:[0-9]+)?([/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%\-\u00a1-\uffff]*)?",
    "an address that starts with https:// and holds no spaces",
)
ORIGIN = Pattern(
    rf"https://{HOST}(:[0-9]+)?/?", "the start of an address: https:// and a name, and no path"
)
EMAIL = Pattern(rf"[\w.+-]+@(?!\.)(?!.*\.\.)(?=[^@]*\.){HOST}", "an e-mail address")
SAFE = "/?#@!$&'()*+,;=%:~"


def as_link(address: str) -> str:
    """Return a web or e-mail address in ASCII, as a link carries it.

    International names of hosts are those of IDNA 2008 (https://www.rfc-editor.org/rfc/rfc5891);
    the rest is percent-encoded (https://www.rfc-editor.org/rfc/rfc3987#section-3.1).
    """
    if address.isascii():
        return address
    if "://" not in address:
        name, _, host = address.rpartition("@")
        return f"{quote(name)}@{_host(host)}"
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    host = f"{_host(parts.hostname or '')}{port}"
    start = f"{parts.scheme}://"
    rest = address.removeprefix(start).removeprefix(parts.netloc)
    return f"{start}{host}{quote(rest, safe=SAFE)}"


def bare(address: str) -> str:
    """Return a web address as it is read: without its scheme and a last slash."""
    words = address.removeprefix("https://").removesuffix("/")
    host, slash, rest = words.partition("/")
    if "xn--" in host.casefold():
        try:
            host = idna.decode(host)
        except idna.IDNAError:
            return words
    return host + slash + rest


def is_address(address: str) -> bool:
    """Say whether a name that is not ASCII is one that a domain can have."""
    try:
        as_link(address)
    except (idna.IDNAError, ValueError):
        return False
    return True


def _host(host: str) -> str:
    return idna.encode(host, uts46=True).decode("ascii")
