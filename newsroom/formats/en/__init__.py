"""English as the desk writes it elsewhere: the day before the month, a clock of twenty-four hours."""
