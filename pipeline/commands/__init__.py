"""The commands: one short module each, called by the table in `cli`."""
