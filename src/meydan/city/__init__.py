"""What stands in the street, and what may be said about it: types only, no input or output."""
