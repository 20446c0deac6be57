from .doctor import examine as examine
from .schemas import SCHEMAS as SCHEMAS
from .schemas import schema_files as schema_files
from .schemas import schema_text as schema_text
from .starting import new_brand as new_brand
from .starting import new_clinic as new_clinic
from .starting import new_handout as new_handout
from .starting import new_workspace as new_workspace
