"""The rules: one small function each, over content, brands, and facts of pages."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
