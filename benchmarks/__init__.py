"""Measurements that decide something; each prints what docs/benchmarks/ quotes."""
