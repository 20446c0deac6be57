"""``_brand.yml`` and clinic files, as values that a press can trust."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
