"""``_brand.yml`` and clinic files, as values that a press can trust."""

from handouts.brand.clinic import Clinic, OutOfHours
from handouts.brand.country import Country, Reporting, UrgentAdvice, countries
from handouts.brand.load import Brand, brand_names, clinic_names, load_brands
from handouts.brand.logo import Logo
from handouts.brand.palette import TOKENS, Pair, Palette, pairs
from handouts.brand.schema import brand_schema, clinic_schema
from handouts.brand.typography import BrandFace, Typefaces

__all__ = [
    "TOKENS",
    "Brand",
    "BrandFace",
    "Clinic",
    "Country",
    "Logo",
    "OutOfHours",
    "Pair",
    "Palette",
    "Reporting",
    "Typefaces",
    "UrgentAdvice",
    "brand_names",
    "brand_schema",
    "clinic_names",
    "clinic_schema",
    "countries",
    "load_brands",
    "pairs",
]
