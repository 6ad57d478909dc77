"""Sessions: open photos, predictions, recipes beside photos, saving. Independent of a front end."""
