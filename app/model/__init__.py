"""The nouns of the house: frozen values that every floor may hold and none may change."""
