"""Small functions that make the rows a story needs, so that the story reads well."""
