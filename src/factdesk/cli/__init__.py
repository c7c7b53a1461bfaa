"""The command line: every job of the screens as plain lines or JSON, for scripts and for pipes."""
