"""SQLite lives here and nowhere else: the ledger, the plain tables that it reads as, search and files."""
