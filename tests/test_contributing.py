"""The door for contributors opens: what it names and runs is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOW = ROOT / ".github/workflows/test.yml"
HOOKS = ROOT / ".pre-commit-config.yaml"
FORMS = sorted(p for p in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if p.name != "config.yml")
PAGES = ("CONTRIBUTING.md", "README.md", ".github/PULL_REQUEST_TEMPLATE.md")
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def targets() -> set[str]:
    """Return the targets of the Makefile that are listed by it."""
    return set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def made(text: str) -> set[str]:
    """Return the targets that a text has made: in its code, or at the start of a line."""
    return set(re.findall(r"(?:^|`|&& )make ([a-z]+)", text, re.MULTILINE))


def run_by(workflow: str) -> set[str]:
    """Return the targets that the jobs of a workflow make."""
    jobs: Mapping[str, Any] = yaml.safe_load(workflow)["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    return {target for step in steps for target in made(step.get("run", ""))}


def strange_tools(hooks: str, lock: str) -> list[str]:
    """Return the hooks that start anything else than a tool of .venv that a lock file pins."""
    pins = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    entries = [hook["entry"] for repo in yaml.safe_load(hooks)["repos"] for hook in repo["hooks"]]
    programs = {entry: re.match(r"\.venv/bin/([\w-]+)", entry) for entry in entries}
    return [entry for entry, found in programs.items() if not found or found[1] not in pins]


def faults_of_form(text: str) -> Iterator[str]:
    """Yield what the site that shows a form would refuse in it."""
    form = yaml.safe_load(text)
    yield from (f"no {key}" for key in ("name", "description", "body") if not form.get(key))
    fields = [part for part in form.get("body") or () if part.get("type") != "markdown"]
    yield from (f"strange {p.get('type')}" for p in form["body"] if p.get("type") not in KINDS)
    yield from (f"no label: {p.get('id')}" for p in fields if not p["attributes"].get("label"))
    ids = [part.get("id") for part in fields]
    if len({*ids} - {None}) != len(fields):
        yield "an id is missing, or there twice"


def test_the_workflow_makes_what_everybody_makes() -> None:
    assert run_by(WORKFLOW.read_text(encoding="utf-8")) == {"quick", "test"} <= targets()


def test_a_target_that_the_workflow_invents_would_be_seen() -> None:
    text = "jobs: {all: {steps: [{uses: x}, {run: apt-get install make && make tests}]}}"
    assert run_by(text) - targets() == {"tests"}


@pytest.mark.parametrize("page", PAGES)
def test_each_target_that_a_page_names_is_there(page: str) -> None:
    named = made((ROOT / page).read_text(encoding="utf-8"))
    assert named
    assert named <= targets()


@pytest.mark.parametrize("page", PAGES)
def test_each_file_that_a_page_points_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    paths = [Path(ROOT / page).parent / link for link in links]
    paths += [ROOT / name for name in re.findall(r"pytest -q (tests/\w+)", text)]
    assert [str(path) for path in paths if not path.exists()] == []


def test_the_hooks_run_what_the_lock_pins() -> None:
    lock = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    assert strange_tools(HOOKS.read_text(encoding="utf-8"), lock) == []


def test_a_hook_with_another_tool_would_be_seen() -> None:
    hooks = "repos: [{hooks: [{entry: .venv/bin/ruff check}, {entry: ruff}, {entry: .venv/bin/x}]}]"
    assert strange_tools(hooks, "ruff==1.0\n") == ["ruff", ".venv/bin/x"]


def test_the_hooks_check_what_make_quick_checks() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    checks = re.findall(r"^\t\$\(BIN\)/((?:ruff|mypy).*?)(?: --check)?$", recipe, re.MULTILINE)
    hooks = [h["entry"] for h in yaml.safe_load(HOOKS.read_text("utf-8"))["repos"][0]["hooks"]]
    assert {f".venv/bin/{check}" for check in checks} == {
        hook.removesuffix(" --force-exclude") for hook in hooks
    }


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_is_whole(form: Path) -> None:
    assert [*faults_of_form(form.read_text(encoding="utf-8"))] == []


def test_a_form_with_faults_would_be_seen() -> None:
    text = "name: A\nbody: [{type: text, id: a, attributes: {}}, {type: input, id: a, "
    text += "attributes: {label: B}}]"
    assert [*faults_of_form(text)] == [
        "no description",
        "strange text",
        "no label: a",
        "an id is missing, or there twice",
    ]


def test_the_project_says_what_it_is_and_the_version_stands_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" not in project
    assert project["dynamic"] == ["version"]
    assert {"authors", "classifiers", "keywords", "license", "readme"} <= project.keys()
    assert (ROOT / "handouts/py.typed").is_file()
