"""Nanopublications: findings and statements, each alone in a small signed document that can be cited and checked."""
