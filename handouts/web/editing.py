"""What the pages of the editor share: the manuscript that is meant, its form, list and state."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup, escape

from handouts.content import SHARED, plain
from handouts.diagnostics import Diagnostic, Problems
from handouts.reading import parse_yaml
from handouts.web.findings import counts
from handouts.web.manuscripts import Manuscript, section_list, shown_section
from handouts.web.visits import NotThere, Visit
from handouts.workspace import Refused
from handouts.writing import Labels, SavedText, block_forms

__all__ = [
    "address_of",
    "faults_in",
    "form_of",
    "handouts_named",
    "labels_of",
    "list_of",
    "manuscript_of",
    "state_of",
    "title_of",
    "todo_of",
]

PICTURES = (".svg", ".png", ".jpg", ".jpeg")


def manuscript_of(visit: Visit, *, anew: bool = False) -> Manuscript:
    """Return the manuscript that the address names, of who asks: see Manuscripts.open.

    Raises NotThere.
    """
    name = str(visit.request.path_params["handout"])
    if name not in visit.office.opened.collection.materials.library.ids:
        raise NotThere("This text is not here any more: somebody took it away or renamed it.")
    workspace = visit.office.opened.collection.workspace
    return visit.office.manuscripts.open(workspace, visit.user, name, anew=anew)


def address_of(manuscript: Manuscript) -> str:
    """Return where the editor of a manuscript is."""
    return f"/write/{manuscript.handout}"


def faults_in(manuscript: Manuscript) -> list[Diagnostic]:
    """Return why the text of a manuscript cannot be read as a file; nothing where it can."""
    problems = Problems()
    parse_yaml(manuscript.text, f"content/{manuscript.handout}/handout.yaml", problems)
    return [problem for problem in problems if problem.severity == "error"]


def form_of(visit: Visit, manuscript: Manuscript, name: str) -> Markup:
    """Return the form of a section as HTML."""
    values = shown_section(manuscript, name)
    return Markup(
        visit.render(
            "section",
            labels=labels_of(visit),
            kinds=block_forms(),
            handouts=handouts_named(visit),
            drawings=_drawings(visit, manuscript.handout),
            **values,
        )
    )


def list_of(visit: Visit, manuscript: Manuscript, name: str) -> Markup:
    """Return the list of sections as HTML, one of them open."""
    rows = section_list(manuscript)
    findings = visit.office.findings.get((manuscript.writer, manuscript.handout), [])
    return Markup(
        visit.render(
            "sections",
            sections=rows,
            open=name,
            dotted=counts(findings),
            address=address_of(manuscript),
            count=len(rows) - 3,
        )
    )


def todo_of(visit: Visit, manuscript: Manuscript) -> Markup:
    """Return the button that says what is missing, as HTML."""
    findings = visit.office.findings.get((manuscript.writer, manuscript.handout), [])
    count = sum(one.must for one in findings)
    return Markup(visit.render("todo", name=manuscript.handout, count=count))


def state_of(manuscript: Manuscript, saved: SavedText | None = None) -> str:
    """Return how a manuscript stands, as HTML."""
    if manuscript.unkept and manuscript.changed:
        why = escape(f"{manuscript.unkept[:1].upper()}{manuscript.unkept[1:]}")
        return f"<b>Not saved, and not kept.</b> {why}. Leave this window open, and save again."
    if manuscript.changed:
        return "<b>Not saved yet.</b> Your words are kept."
    if saved is None:
        return "Saved"
    words = f"Saved at {datetime.now().astimezone():%H:%M}"
    if saved.merged is not None and saved.merged.theirs:
        count = len(saved.merged.theirs)
        words += f", with {count} {'change' if count == 1 else 'changes'} by others"
    return f"{words}. {escape(saved.notice.message)}" if saved.notice else words


def labels_of(visit: Visit) -> Labels:
    """Return the labels of all sources."""
    return Labels(visit.office.opened.collection.materials.library.references)


def handouts_named(visit: Visit) -> list[tuple[str, str]]:
    """Return all handouts, each with its title."""
    ids = sorted(visit.office.opened.collection.materials.library.ids)
    return [(name, title_of(visit, name)) for name in ids]


def title_of(visit: Visit, name: str) -> str:
    """Return what a handout is called, or its id where it cannot be read."""
    readable = visit.office.opened.collection.materials.readable.handouts.get(name)
    return plain(readable.title) if readable else name


def _drawings(visit: Visit, handout: str) -> list[str]:
    """Return the names of the pictures that a handout may show: its own, and the shared ones."""
    workspace = visit.office.opened.collection.workspace
    names = list[str]()
    for folder, before in ((f"content/{handout}", ""), (f"content/{SHARED}", f"{SHARED}/")):
        try:
            files = workspace.names(folder)
        except Refused:
            continue
        names += [f"{before}{name}" for name in files if name.lower().endswith(PICTURES)]
    return sorted(names)
