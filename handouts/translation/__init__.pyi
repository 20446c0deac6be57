from .making import Renewed as Renewed
from .making import renew as renew
from .pairing import PairState as PairState
from .translating import Translation as Translation
from .translating import languages_of as languages_of
from .translating import translation_of as translation_of
