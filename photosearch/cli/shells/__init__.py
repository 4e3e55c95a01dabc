"""What a shell completes: the commands read from their parser, and one script for each shell."""
