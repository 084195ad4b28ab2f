"""The nouns of the pipeline, all frozen. Import them from their modules; this folder imports nothing."""
