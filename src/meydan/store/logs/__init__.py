"""The archive of high-resolution logs: files of any city's controllers come in, columns for measures go out."""
