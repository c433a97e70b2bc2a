"""Measurements of accuracy and speed: figures of the machine that runs them, never conditions of a test."""
