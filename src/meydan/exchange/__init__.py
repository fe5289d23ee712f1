"""What cities hand to each other: signed packages with their evidence, registries, what counts teach, the register.

`package` reads a `*.meydan` file and refuses it for any fault, `verify` makes every check of a receiving city,
`registry` publishes and `partner` reads what others published; `register` tells the public what came of it.
"""
