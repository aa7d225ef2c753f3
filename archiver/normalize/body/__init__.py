"""The body of the article: where running text is, and which lines around it belong to it."""
