"""Tests of rich_text."""
