"""The desk in a browser: a process that serves pages and never typesets, and one that does."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
