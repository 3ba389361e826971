"""From delivered files to canonical household and member tables, with every value checked."""
