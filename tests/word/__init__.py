"""Tests of word."""
