"""Articles with a key in, what students hand in marked out: the lesson, its key, its questions, its answers."""
