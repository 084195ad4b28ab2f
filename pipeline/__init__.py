"""From a Google Form to a published questions-and-answers document, lecture by lecture."""

__version__ = "0.1.0"
