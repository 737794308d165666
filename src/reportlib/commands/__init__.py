"""What ``reportlib`` does on the command line, a module for each group of commands."""
