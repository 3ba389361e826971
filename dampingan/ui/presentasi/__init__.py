"""The presentation: one message a screen, large type, no chrome; moved by keys, a clicker or small buttons."""
