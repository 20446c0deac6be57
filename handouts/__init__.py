"""Handouts: a press for patient information.

`make_copy` is the whole way from a workspace, a handout, a clinic and a format to the bytes of a
copy; `Workspace` opens the first, `HandoutsError` and `WrongOrder` are what it raises. They are
loaded when they are first asked for, so that `import handouts` takes no time.
"""

TYPE_CHECKING = False  # as type checkers see it, typing's own; importing that takes its time
if TYPE_CHECKING:
    from handouts.batch import WrongOrder
    from handouts.diagnostics import HandoutsError
    from handouts.way import make_copy
    from handouts.workspace import Workspace

__all__ = ["HandoutsError", "Workspace", "WrongOrder", "__version__", "make_copy"]
__version__ = "0.1.0"

_HOMES = {
    "HandoutsError": "handouts.diagnostics",
    "Workspace": "handouts.workspace",
    "WrongOrder": "handouts.batch.order",
    "make_copy": "handouts.way",
}


def __getattr__(name: str) -> object:
    """Load a public name. Raises AttributeError for any other."""
    if name not in _HOMES:
        raise AttributeError(f"module 'handouts' has no attribute '{name}'")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
