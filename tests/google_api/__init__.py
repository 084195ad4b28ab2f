"""Tests of google_api."""
