"""What the service said, read into small values with words: no wire type goes further than this."""
