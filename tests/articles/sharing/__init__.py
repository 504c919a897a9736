"""Tests of cards and posters."""
