"""What people marked in articles in, in any of the formats of annotation programs; the same in another of them out."""
