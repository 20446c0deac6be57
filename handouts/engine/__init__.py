"""Typesetting: HTML and CSS in, a tagged PDF and its layout out. Alone knows WeasyPrint."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
