"""The Jinja environment: strict, escaping, sandboxed, and fed by the workspace alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from handouts.brand import as_link, bare
from handouts.content import Direction, Locale
from handouts.diagnostics import Diagnostic, HandoutsError, Place, did_you_mean
from handouts.page.headings import NARROW_MM, breakable, ended
from handouts.page.isolation import isolate_all, isolate_source, isolate_unit
from handouts.page.markup import Setter, begin
from handouts.page.parts import Style
from handouts.workspace import Missing, Refused, Workspace

__all__ = ["Templates"]

# What an expression in a template can raise beside Jinja's own errors.
FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Templates:
    """Renders templates of the workspace, or ours where it has none; stylesheets go with them."""

    def __init__(self, workspace: Workspace) -> None:
        """Make the environment; templates load when first used."""
        self.workspace = workspace
        self._styles: dict[str, Style] = {}
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        for function in FILTERS:
            self._environment.filters[function.__name__] = function

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """Return the HTML of a template; `setter` in the context sets its texts.

        In a context with a direction, what runs the other way is set apart: see page.isolation.
        Raises HandoutsError at the template's line.
        """
        try:
            html = self._environment.get_template(name).render(context)
            return isolate_all(html, context["direction"]) if "direction" in context else html
        except TemplateNotFound as error:
            missing = str(error.name)
            folder, _, near = f"templates/{missing}".rpartition("/")
            hint = did_you_mean(near, self.workspace.house_names(folder))
            fact = f"there is no template '{missing}'"
            raise _failed(_template_of(error) or name, _line_of(error), fact, hint) from None
        except TemplateError as error:
            at = getattr(error, "name", None) or _template_of(error) or name
            line = getattr(error, "lineno", None) or _line_of(error)
            raise _failed(at, line, f"the template fails: {error.message}") from None
        except Refused as refused:
            at, line = _template_of(refused) or name, _line_of(refused)
            raise _failed(at, line, str(refused), refused.hint) from None
        except HandoutsError as error:  # what has no line was asked for by a template
            asked = Place(_template_of(error) or name, _line_of(error), 1)
            placed = (d if d.place.line else replace(d, place=asked) for d in error.diagnostics)
            raise HandoutsError(*placed) from None
        except FAULTS as error:
            fact = f"the template fails: {error}"
            raise _failed(_template_of(error) or name, _line_of(error), fact) from None

    def style(self, name: str) -> Style:
        """Return a stylesheet, by its path; it is read once. Raises HandoutsError."""
        if name not in self._styles:
            try:
                self._styles[name] = Style(name, self.workspace.house_text(name))
            except Refused as refused:
                fault = Diagnostic("error", "style", Place(name), str(refused), refused.hint)
                raise HandoutsError(fault) from None
        return self._styles[name]

    @cached_property
    def block_styles(self) -> tuple[str, ...]:
        """The names of the stylesheets of blocks."""
        names = self.workspace.house_names("styles/blocks")
        return tuple(f"blocks/{name}" for name in names if name.endswith(".css"))

    def _load(self, name: str) -> tuple[str, str, None] | None:
        if ".." in name.split("/"):
            return None
        try:
            text = self.workspace.house_text(f"templates/{name}")
        except Missing:
            return None
        return text, f"templates/{name}", None


@pass_context
def inline(context: Context, text: str) -> Markup:
    """Set a sentence or a few of the small Markdown."""
    return _setter(context).inline(text)


@pass_context
def item(context: Context, text: str) -> Markup:
    """Set a point of a list, with its element."""
    return _setter(context).item(text)


@pass_context
def prose(context: Context, text: str) -> Markup:
    """Set paragraphs and lists."""
    return _setter(context).prose(text)


@pass_context
def words(context: Context, text: str) -> str:
    """Return plain words, without markup."""
    return _setter(context).words(text)


@pass_context
def narrow(context: Context, text: str) -> str:
    """Let long words of a text break by the dictionary, in the first column of options."""
    locale = context["locale"]
    assert isinstance(locale, Locale)
    return breakable(text, locale, NARROW_MM)


@pass_context
def cite(context: Context, keys: Sequence[str]) -> Markup:
    """Set the numbers of sources."""
    return _setter(context).cite(keys)


@pass_context
def isolate(context: Context, text: str, whole: bool = False) -> str:
    """Set a detail apart as one: an address, opening hours; whole is on one line."""
    direction: Direction = context.get("direction", "ltr")
    return isolate_unit(text, direction, whole)


@pass_context
def reference(context: Context, text: str) -> str:
    """Set a source apart, in the direction in which it begins."""
    return isolate_source(text, context.get("direction", "ltr"))


def dial(phone: str, extension: str = "") -> str:
    """Return a phone number as a tel: address has it: digits, and a plus in front.

    An extension stands behind it (https://www.rfc-editor.org/rfc/rfc3966#section-5.3).
    """
    number = re.sub(r"(?!^\+)\D", "", phone.replace("(0)", ""))
    return f"{number};ext={extension}" if extension else number


def key(word: str) -> str:
    """Return a word of the content as a key of the phrases."""
    return word.replace("-", "_")


@pass_context
def number(context: Context, value: int) -> str:
    """Write a whole number with what the language has between thousands."""
    locale = context["locale"]
    assert isinstance(locale, Locale)
    return locale.number(value)


FILTERS = (
    as_link,
    bare,
    begin,
    cite,
    dial,
    ended,
    inline,
    isolate,
    item,
    key,
    narrow,
    number,
    prose,
    reference,
    words,
)


def _setter(context: Context) -> Setter:
    setter = context["setter"]
    assert isinstance(setter, Setter)
    return setter


def _failed(name: str, line: int, fact: str, hint: str = "") -> HandoutsError:
    place = Place(f"templates/{name.removeprefix('templates/')}", line, 1 if line else 0)
    return HandoutsError(Diagnostic("error", "template", place, fact, hint))


def _frames(error: BaseException) -> list[tuple[str, int]]:
    frames, trace = [], error.__traceback__
    while trace is not None:
        frames.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return [frame for frame in frames if frame[0].startswith("templates/")]


def _template_of(error: BaseException) -> str:
    return (_frames(error) or [("", 0)])[-1][0]


def _line_of(error: BaseException) -> int:
    return (_frames(error) or [("", 0)])[-1][1]
