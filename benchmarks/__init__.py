"""Benchmarks; each prints the figures that docs/benchmarks/ quotes."""
