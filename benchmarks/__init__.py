"""Benchmarks: what the pipeline costs beside the least it could cost, and beside other libraries. Not in CI."""
