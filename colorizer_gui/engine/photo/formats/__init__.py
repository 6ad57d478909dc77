"""File formats, one module each, with its row of the registry, its reader and its writer."""
