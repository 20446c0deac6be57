"""Reads a leaflet in a process of its own, within limits: a file that is a trap ends there.

It is run as a program, ``python -m handouts.importing.child NAME DAY``: the file comes in on
standard input, its draft or what is wrong goes out as JSON. It writes no file and opens none but
the house's own.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date
from pathlib import PurePath

from handouts.importing.drafting.draft import Draft, draft_of
from handouts.importing.markdown import as_page
from handouts.importing.original import Original, Unreadable
from handouts.importing.proof import FilePassage
from handouts.importing.webpage.passages import page_passages
from handouts.importing.webpage.reader import read_page
from handouts.importing.wire import as_json
from handouts.importing.word.passages import word_passages
from handouts.importing.word.reader import read_word

COMPUTING_SECONDS = 30  # seconds of processor time
MEMORY_BYTES = 1_000_000_000  # bytes of address space
PAGES, MARKDOWN = (".html", ".htm", ".xhtml"), (".md", ".markdown")
AGAIN = "open it in the program that it was written in, and save it again"


def main(arguments: list[str]) -> int:
    """Read standard input; return the exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING_SECONDS, COMPUTING_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    name, day = arguments
    try:
        answer = as_json(drafted(sys.stdin.buffer.read(), name, date.fromisoformat(day)))
    except Unreadable as error:
        answer = {"fact": error.fact, "hint": error.hint}
    except RecursionError:
        answer = {"fact": "the file is nested too deep", "hint": AGAIN}
    except MemoryError:
        answer = {"fact": "the file takes more memory than a leaflet may", "hint": AGAIN}
    except Exception as error:  # whatever a broken file makes of a reader: it costs this one alone
        fact = f"the file is not written as others of its kind ({type(error).__name__}: {error})"
        answer = {"fact": fact, "hint": AGAIN}
    json.dump(answer, sys.stdout)
    return 0


def drafted(data: bytes, name: str, today: date) -> Draft:
    """Return the draft of a file, here and now. Raises Unreadable."""
    path = PurePath(name)
    original, passages = _read(data, path.suffix.lower())
    return draft_of(original, passages, path.stem, today)


def _read(data: bytes, suffix: str) -> tuple[Original, list[FilePassage]]:
    """Read a file by its kind; what is of none is told from its bytes, as for Word."""
    if suffix in (*PAGES, *MARKDOWN):
        if data.startswith(b"PK\x03\x04"):
            raise Unreadable(
                "this is a Word file or another zip", "name it .docx, if Word wrote it"
            )
        page = as_page(data) if suffix in MARKDOWN else data
        return read_page(page), page_passages(page)
    return read_word(data), word_passages(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
