"""The one loop: event in, safe order out."""
