"""Order -> copies: what to make, making it, and telling what became of it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
