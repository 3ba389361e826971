"""The page Sasaran: a list of targets under a rule that is tried out, beside the saved one and a decree's."""
