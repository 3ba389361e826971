"""The page on the stages of assisting desa: the board, moving a desa, what is overdue, and the agencies' reports."""
