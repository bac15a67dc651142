// The pieces of an article's text in, places in it out. All positions count code points, as Python does.

export class ArticleText {
  constructor(paragraphs) {
    this.pieces = [];
    paragraphs.forEach(({ start, pieces }, paragraph) => {
      let at = start;
      for (const words of pieces) {
        const end = at + Array.from(words).length;
        this.pieces.push({ index: this.pieces.length, paragraph, start: at, end, words, blank: !words.trim() });
        at = end;
      }
    });
  }

  /** The indexes of the pieces that places cover. */
  covered(places) {
    const inside = (piece) => places.some((place) => place.start < piece.end && piece.start < place.end);
    return new Set(this.pieces.filter(inside).map((piece) => piece.index));
  }

  /** The words from one piece to another, whichever comes first, without the blanks between. */
  range(one, other) {
    const [first, last] = one <= other ? [one, other] : [other, one];
    return this.pieces.slice(first, last + 1).filter((piece) => !piece.blank).map((piece) => piece.index);
  }

  /** The places that a set of words makes: neighbours in a paragraph are one place. */
  places(chosen) {
    const places = [];
    let open = null;
    for (const piece of this.pieces) {
      if (piece.blank) continue;
      if (!chosen.has(piece.index)) {
        open = null;
      } else if (open && open.paragraph === piece.paragraph) {
        open.last = piece.index;
      } else {
        open = { paragraph: piece.paragraph, first: piece.index, last: piece.index };
        places.push(open);
      }
    }
    return places.map(({ first, last }) => ({
      start: this.pieces[first].start,
      end: this.pieces[last].end,
      words: this.pieces.slice(first, last + 1).map((piece) => piece.words).join(""),
    }));
  }

  /** The next word in a direction (1 or -1) from a piece, or the piece itself where there is none. */
  neighbour(index, step) {
    for (let at = index + step; at >= 0 && at < this.pieces.length; at += step) {
      if (!this.pieces[at].blank) return at;
    }
    return index;
  }
}

/** The kind that a statement has by its marks: direct, indirect or mixed; no-comment where nothing is said. */
export function kindOf(places, quoted) {
  if (!places.length) return "no-comment";
  const size = (place) => place.end - place.start;
  const inMarks = (place) =>
    quoted.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, place.end) - Math.max(start, place.start)), 0);
  const all = places.reduce((sum, place) => sum + size(place), 0);
  const marked = places.reduce((sum, place) => sum + inMarks(place), 0);
  if (!marked) return "indirect";
  return marked >= all - 2 ? "direct" : "mixed";
}
