"""The statute's rules on the work of the office; pure, facts come in by name."""
