"""The tests of qa-pipeline."""
