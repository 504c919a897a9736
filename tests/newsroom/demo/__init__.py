"""Claims about the demonstration newsroom: its copy, its pictures, its loader."""
