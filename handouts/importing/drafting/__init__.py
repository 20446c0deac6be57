"""An original as the draft of a handout: what goes where, and what a clinician must settle."""
