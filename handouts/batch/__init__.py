"""Order -> copies: what to make, making it, and telling what became of it."""
