"""Tandem: one web platform for the fight against poverty in Flanders."""
