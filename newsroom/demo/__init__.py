"""The demonstration newsroom: its copy and pictures (see README.md) and the code that plays them in.

Top layer: only the `demo` command and tests import it.
"""
