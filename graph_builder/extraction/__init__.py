"""What a document says of others, by the spaCy pipeline of this project."""
