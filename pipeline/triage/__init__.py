"""Front door of triage: SUBMISSIONS become QUESTIONS, purely."""
