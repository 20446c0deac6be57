from .sheets.exporting import KINDS as KINDS
from .sheets.exporting import export_clinics as export_clinics
from .sheets.exporting import remember_export as remember_export
from .sheets.planning import ClinicPlan as ClinicPlan
from .sheets.planning import PlannedRow as PlannedRow
from .sheets.planning import plan_clinics as plan_clinics
from .sheets.writing import write_clinics as write_clinics
