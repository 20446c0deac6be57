"""Clinics in spreadsheets: read, compared with the files of a brand, written, and given back."""
