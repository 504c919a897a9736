"""Benches: what the code costs, printed for people. Run by `make bench`; the suite asserts no times.

One module a bench, run as `python -m tests.bench.<name>`; each prints its own table with medians and ratios to
something bare measured in the same run, because only ratios survive another machine.
"""
