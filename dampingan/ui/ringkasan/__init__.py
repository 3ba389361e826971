"""The parts of the page Ringkasan."""
