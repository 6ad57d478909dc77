"""Menus, toolbar and their actions."""
