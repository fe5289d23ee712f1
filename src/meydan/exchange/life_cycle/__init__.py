"""The life of a solution in the city that adopts it: each step has its gate, its persons and its record."""
