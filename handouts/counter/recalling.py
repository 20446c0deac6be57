"""What is on paper of a text: who printed it, and how that text stands now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.batch import load_editions
from handouts.content import Frozen, folder_of, load_frozen, load_library
from handouts.counter.printlog import Recalled, read_log, recall
from handouts.diagnostics import Problems
from handouts.review import gone_of, near_code
from handouts.workspace import Workspace

__all__ = ["OnPaper", "on_paper"]


@dataclass(frozen=True)
class OnPaper:
    """Who printed the text with a code, clinic by clinic; where nobody did, a code that is near.

    handout is its id, language that of the text, gone why it may no longer be given; '' where there
    is none. near is the rest of a line, as near_code gives it.
    """

    code: str
    clinics: tuple[Recalled, ...]
    handout: str = ""
    language: str = ""
    approved: bool = False  # once; else it was a draft
    gone: str = ""
    note: str = ""  # of a translation: why it is behind its source, or no longer given
    near: str = ""


def on_paper(workspace: Workspace, code: str, problems: Problems) -> OnPaper:
    """Return what the print log says of a text, by its code as it is printed.

    Fallbacks of the log that are no records are told. Raises HandoutsError where it cannot be read.
    """
    log = read_log(workspace, problems)
    printed = [entry for entry in log if entry.text_code == code]
    if not printed:
        return OnPaper(code, (), near=near_code(code, (entry.text_code for entry in log)))
    handout, language = printed[-1].handout, printed[-1].language
    folder = folder_of(handout, code)
    approved = workspace.exists(folder)
    text = load_frozen(workspace, folder, code, Problems()) if approved else None
    gone = gone_of(workspace, text) if text else ""
    note = _note(workspace, text) if text and text.record.translation and not gone else ""
    return OnPaper(code, tuple(recall(printed)), handout, language, approved, gone, note)


def _note(workspace: Workspace, text: Frozen) -> str:
    """Say how an approved translation is behind its source, or why it is not given; else ''."""
    name = text.handout.id
    library = load_library(workspace, Problems(), [name])
    every = load_editions(name, library, workspace, Problems())
    own = every.translations.get(str(text.handout.language)) if every else None
    same = [pair for pair in own.frozen if pair[0].code == text.code] if own else []
    return replace(own, working=None, frozen=same).stands(workspace).note if own else ""
