"""What a designer sends for a brand: a logo, typefaces, a brand file, or a folder of them."""
