"""The command `meydan`: reads what was typed, builds the parts, says what happened."""
