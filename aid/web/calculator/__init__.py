"""The public calculator: what a family would get, without a sign-in."""
