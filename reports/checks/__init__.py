"""An analysis in, the questions that an editor should ask of the article out."""
