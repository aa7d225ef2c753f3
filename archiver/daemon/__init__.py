"""The program that works for months: the loop, and the desk that takes errands."""
