from .accounts import Accounts as Accounts
from .accounts import accounts_folder as accounts_folder
from .office import Serving as Serving
from .server import serve as serve
