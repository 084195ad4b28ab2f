"""A Google that lives inside the tests: unmodified client libraries reach it under the real host names."""
