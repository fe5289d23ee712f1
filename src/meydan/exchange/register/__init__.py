"""The protocol register: which agreement led to which result, as text that is never deleted, only superseded.

`folder.check_register` reads one and refuses it whole for any fault; `adding.add_entry` is the one way in;
`exporting.write_page` and `write_exports` bring it to the public.
"""
