"""Tests of the picture library."""
