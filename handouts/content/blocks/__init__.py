"""The blocks of a section: what may be said, each with the shape of its data and no layout.

A module a block, named for its tag: it knows what its fields are to rules and readers, which fixed
phrases it prints and what does not agree in it. Fields stand in the order in which they are read
on the page, as sources are numbered by it.
"""

from handouts.content.blocks.base import Base, Certainty
from handouts.content.blocks.callout import Callout
from handouts.content.blocks.checklist import Checklist
from handouts.content.blocks.claim import Claim
from handouts.content.blocks.clinic_words import WORDS, ClinicWords
from handouts.content.blocks.diary import Diary
from handouts.content.blocks.do_and_do_not import DoAndDoNot
from handouts.content.blocks.fields import Fields
from handouts.content.blocks.figure import Figure
from handouts.content.blocks.further_information import Body, FurtherInformation
from handouts.content.blocks.get_help import GetHelp
from handouts.content.blocks.heading import Heading
from handouts.content.blocks.note import Note
from handouts.content.blocks.options import Option, Options
from handouts.content.blocks.points import Points
from handouts.content.blocks.prose import Prose
from handouts.content.blocks.questions import Questions
from handouts.content.blocks.quote import Quote
from handouts.content.blocks.risk import Group, Risk
from handouts.content.blocks.schedule import Intake, Schedule
from handouts.content.blocks.steps import Step, StepFigure, Steps
from handouts.content.blocks.table import Span, Table
from handouts.content.blocks.timeline import Stage, Timeline
from handouts.content.blocks.tip import Tip
from handouts.content.blocks.warning import Warning  # noqa: A004  (the word that authors type)

__all__ = [
    "BLOCKS",
    "WORDS",
    "Base",
    "Block",
    "Body",
    "Callout",
    "Certainty",
    "Checklist",
    "Claim",
    "ClinicWords",
    "Diary",
    "DoAndDoNot",
    "Fields",
    "Figure",
    "FurtherInformation",
    "GetHelp",
    "Group",
    "Heading",
    "Intake",
    "Note",
    "Option",
    "Options",
    "Points",
    "Prose",
    "Questions",
    "Quote",
    "Risk",
    "Schedule",
    "Span",
    "Stage",
    "Step",
    "StepFigure",
    "Steps",
    "Table",
    "Timeline",
    "Tip",
    "Warning",
]

Block = (
    Prose
    | Heading
    | Points
    | Steps
    | Checklist
    | Claim
    | Warning
    | Tip
    | Note
    | Risk
    | Timeline
    | Options
    | Table
    | Figure
    | DoAndDoNot
    | Schedule
    | Fields
    | Diary
    | Quote
    | GetHelp
    | Questions
    | FurtherInformation
    | ClinicWords
)
BLOCKS: tuple[type[Base], ...] = Block.__args__
