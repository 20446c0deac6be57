"""Bringing a leaflet in: read in a process of its own, proved, written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from datetime import date
from pathlib import Path, PurePath

from handouts.apart import run_apart
from handouts.content import LARGEST_BYTES, SHARED
from handouts.diagnostics import WrongUse
from handouts.files import beside, make_folder
from handouts.importing.drafting.draft import Draft
from handouts.importing.original import Unreadable
from handouts.importing.wire import from_json
from handouts.reading import write_yaml
from handouts.store import BESIDE, owned, write_whole
from handouts.workspace import Workspace, is_id

__all__ = ["LEAFLETS", "draft_as_yaml", "draft_id", "read_leaflet", "write_draft"]

LEAFLETS = (".docx", ".docm", ".dotx", ".dotm", ".html", ".htm", ".xhtml", ".md", ".markdown")
LARGEST_FILE = 20_000_000  # bytes
PATIENCE_SECONDS = 60.0  # seconds after which a process that does not answer is given up
ASIDE = "left-aside"  # the folder of pictures that cannot be printed as they are
LONGEST_ID = 60
SCHEMA = "# yaml-language-server: $schema=../handout.schema.json\n"
LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ä": "ae", "ö": "oe"}
    | {"ü": "ue", "’": "", "'": ""}
)


def read_leaflet(data: bytes, name: str, today: date) -> Draft:
    """Return the draft of a leaflet from the bytes of its file, which is called name.

    It is read in a process of its own, within limits: 1 GB of memory, 30 s of computing. Nothing is
    fetched, run or written. Every word of it stands in the draft. Raises Unreadable, whose text
    says why there is none.
    """
    if len(data) > LARGEST_FILE:
        fact = f"the file has {len(data) / 1_000_000:.0f} MB; at most 20 MB are read"
        raise Unreadable(fact, "have Word compress its pictures, and save it again")
    program = ("-P", "-m", "handouts.importing.child")
    words = (PurePath(name).name.replace("\0", ""), today.isoformat())
    done = run_apart(*program, *words, data=data, patience=PATIENCE_SECONDS)
    if done is None:
        raise Unreadable("reading it takes too long", "look at where the file comes from")
    if done.returncode:
        fact = "reading it failed, or took more than 30 s of computing or 1 GB of memory"
        raise Unreadable(fact, "look at where the file comes from; save it again")
    answer = json.loads(done.stdout)
    if "fact" in answer:
        raise Unreadable(answer["fact"], answer["hint"])
    return from_json(answer)


def draft_id(draft: Draft, name: str) -> str:
    """Return the id for a draft: its title in small letters, else the name of its file."""
    for text in (re.sub(r"\\(.)", r"\1", draft.data["title"]), PurePath(name).stem):
        plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
        words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
        if len(words) > LONGEST_ID:
            words = words[: LONGEST_ID + 1].rpartition("-")[0] or words[:LONGEST_ID]
        if is_id(words) and words != SHARED:
            return words
    return "leaflet"


def draft_as_yaml(draft: Draft, name: str) -> str:
    """Return the text of a draft's handout.yaml; the name is that of the file that it is from."""
    from_file = re.sub(r"[^\w .()-]", "_", PurePath(name).name)[:120]
    return f"{SCHEMA}# Brought in from {from_file}.\n{write_yaml(dict(draft.data))}"


def write_draft(workspace: Workspace, draft: Draft, handout: str, name: str) -> Path:
    """Write a draft as a new handout, with its pictures beside it, and return the path of its file.

    Raises WrongUse where it cannot be called so or is there already, Unreadable where it is longer
    than a handout may be, OSError where it cannot be written; then nothing is.
    """
    if not is_id(handout) or handout == SHARED:
        fact = f"'{handout}' is no id: use small letters, digits and single hyphens, 60 at most"
        raise WrongUse(fact)
    text = draft_as_yaml(draft, name).encode()
    if len(text) > LARGEST_BYTES:
        fact = f"the leaflet has {draft.words:,} words, more than one handout may hold"
        raise Unreadable(fact, "part it in Word into several leaflets, and bring in each")
    folder = workspace.root / "content" / handout
    if os.path.lexists(folder):
        fact = f"'content/{handout}' is there already, and stays as it is"
        raise WrongUse(f"{fact}; give this one another id")
    make_folder(folder.parent)
    with beside(folder, owned(BESIDE)) as new:
        made = new / handout
        write_whole(made / "handout.yaml", text)
        for file, data in draft.figures.items():
            write_whole(made / file, data)
        for file, data in draft.aside.items():
            write_whole(made / ASIDE / file, data)
        made.rename(folder)
    return folder / "handout.yaml"
