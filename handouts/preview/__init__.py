"""A page in a browser while its text is written, and what that stands on: a warm press, a watch."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
