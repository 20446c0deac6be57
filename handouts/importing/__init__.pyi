from .drafting.draft import Draft as Draft
from .leaflets import LEAFLETS as LEAFLETS
from .leaflets import draft_id as draft_id
from .leaflets import read_leaflet as read_leaflet
from .leaflets import write_draft as write_draft
from .original import Unreadable as Unreadable
