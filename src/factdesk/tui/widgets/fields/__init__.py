"""The fields of forms: raw text from a person, shown safely and kept character for character."""
