"""Tests of renditions as a task."""
