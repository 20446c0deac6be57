"""From sheets to copies: drafts, plates, letterheads, and the stamp that puts both together."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
