"""The parts that screens are made of: lists, panes and lines that draw hostile text safely."""
