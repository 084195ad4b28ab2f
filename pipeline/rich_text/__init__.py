"""Pure knowledge about text: characters, links, language, equations. Import its modules; this imports nothing."""
