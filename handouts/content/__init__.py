"""What handouts say: the model, its prose, its sources, and the code that names a text."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
