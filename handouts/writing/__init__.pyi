from .comments import remarks as remarks
