"""The page on FGDs: what was agreed, who is to do it, what is overdue; and the entry of an FGD."""
