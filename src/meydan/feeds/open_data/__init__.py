"""Open data as cities publish it: every oddity named, nothing repaired in silence."""
