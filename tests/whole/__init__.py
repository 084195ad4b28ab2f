"""Tests of the whole run."""
