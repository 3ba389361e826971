"""What the pages about records share: the records of one moment, the day of the report, saving, source lines."""
