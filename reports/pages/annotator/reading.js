// An article and its statements in, the text as it is read or marked word by word out.

import { PARTS } from "./decisions.js";
import { el, fill } from "./dom.js";

/** The text with every statement marked, the chosen one as it is in hand; a click on one chooses it. */
export function readingView(article, chosen, inHand, words, { choose, css, blind }) {
  const { text, statements } = article;
  const marks = new Map();
  const ends = new Map();
  const shown = statements.entries.filter((entry) => entry.subject !== chosen?.subject && (!blind || entry.decision));
  for (const entry of chosen ? [...shown, chosen] : shown) {
    const reading = entry === chosen ? inHand : entry.now;
    if (!reading) continue;
    for (const part of PARTS) {
      for (const index of text.covered(reading[part])) {
        if (!marks.has(index)) marks.set(index, []);
        marks.get(index).push([entry, part]);
      }
    }
    const main = reading.content.length ? reading.content : reading.cue.length ? reading.cue : reading.source;
    const last = Math.max(...text.covered(main));
    if (last >= 0) ends.set(last, [...(ends.get(last) ?? []), entry]);
  }
  const paragraphs = [];
  let run = null;
  for (const piece of text.pieces) {
    paragraphs[piece.paragraph] ??= el("p", { lang: "en" });
    const own = marks.get(piece.index) ?? [];
    const look = lookOf(own, chosen, css);
    if (!run || run.dataset.look !== look || run.parentNode !== paragraphs[piece.paragraph]) {
      const goal = own.find(([entry]) => entry === chosen) ?? own[0];
      run = el("span", { class: look, "data-look": look });
      if (goal) run.addEventListener("click", () => choose(goal[0].subject));
      paragraphs[piece.paragraph].append(run);
    }
    run.append(piece.words);
    for (const entry of ends.get(piece.index) ?? []) {
      paragraphs[piece.paragraph].append(reference(entry, entry === chosen, words, choose));
      run = null;
    }
  }
  return paragraphs;
}

function lookOf(own, chosen, css) {
  if (!own.length) return "";
  const mine = own.filter(([entry]) => entry === chosen);
  const parts = (mine.length ? mine : own).map(([, part]) => part);
  const content = own.find(([entry, part]) => part === "content" && entry === chosen) ?? own.find(([, part]) => part === "content");
  const role = content ?? mine[0] ?? own[0];
  const gone = !role[0].now;
  return [
    ...(content ? ["mark"] : []),
    ...new Set(parts.filter((part) => part !== "content")),
    ...(mine.length ? ["chosen"] : []),
    ...(gone ? ["gone"] : []),
    css(role[0].now?.role ?? role[0].found?.role),
  ].join(" ");
}

function reference(entry, chosen, words, choose) {
  const done = Boolean(entry.decision);
  const name = fill(words.statement_number, { number: entry.number ?? "–" });
  return el(
    "button",
    {
      class: "ref",
      type: "button",
      "aria-label": done ? `${name}, ${words.looked_at}` : name,
      "aria-current": chosen ? "true" : null,
      onclick: () => choose(entry.subject, true),
    },
    `${entry.number ?? "–"}${done ? "✓" : ""}`,
  );
}

/** The text as a list of words, to be marked by mouse, touch or keys; `mark(first, last)` hears of each choice.

    `part(number)` hears which part a key chooses, from 0; `take` that all is marked, `done` that nothing is to be.
*/
export class WordPicker {
  constructor(article, words, { mark, part, clear, take, done }) {
    this.text = article.text;
    this.mark = mark;
    this.anchor = null;
    this.options = new Map();
    this.element = el("div", {
      class: "words", role: "listbox", tabindex: "0", "aria-multiselectable": "true", "aria-label": words.words_label,
      id: "words",
    });
    let paragraph = null;
    let number = -1;
    for (const piece of this.text.pieces) {
      if (piece.paragraph !== number) {
        number = piece.paragraph;
        paragraph = el("div", { class: "paragraph", role: "group", lang: "en", "aria-label": fill(words.paragraph, { number: number + 1 }) });
        this.element.append(paragraph);
      }
      const option = piece.blank
        ? el("span", { class: "gap", "aria-hidden": "true" }, piece.words)
        : el("span", { role: "option", id: `word-${piece.index}`, "aria-selected": "false", class: "word" }, piece.words);
      option.dataset.index = piece.index;
      this.options.set(piece.index, option);
      paragraph.append(option);
    }
    this.cursor = this.text.neighbour(-1, 1);
    this._listen({ part, clear, take, done });
  }

  _listen(acts) {
    const at = (event) => {
      const option = document.elementFromPoint(event.clientX, event.clientY)?.closest?.("#words [data-index]");
      return option ? Number(option.dataset.index) : null;
    };
    let dragged = null;
    this.element.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button !== 0) return;
      dragged = at(event);
      event.preventDefault();
      this.element.focus({ preventScroll: true });
    });
    this.element.addEventListener("pointermove", (event) => {
      const here = at(event);
      if (dragged === null || here === null || here === dragged) return;
      this.preview(dragged, here);
    });
    window.addEventListener("pointerup", (event) => {
      if (dragged === null || !this.element.isConnected) return;
      const [from, to] = [dragged, at(event) ?? dragged];
      dragged = null;
      if (from === to) this.tap(to);
      else this.choose(from, to);
    });
    this.element.addEventListener("click", (event) => {
      // A mouse has been heard already; a finger or a pen taps the first word, then the last.
      if (event.pointerType === "mouse") return;
      const here = at(event);
      if (here !== null) this.tap(here);
    });
    this.element.addEventListener("keydown", (event) => this._key(event, acts));
  }

  _key(event, { part, clear, take, done }) {
    const moves = { ArrowRight: () => this.text.neighbour(this.cursor, 1), ArrowLeft: () => this.text.neighbour(this.cursor, -1),
      ArrowDown: () => this._line(1), ArrowUp: () => this._line(-1) };
    if (moves[event.key]) {
      if (event.shiftKey) this.anchor ??= this.cursor;
      else this.anchor = null;
      this.cursor = moves[event.key]();
      this.preview(this.anchor ?? this.cursor, this.cursor);
      this.show();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      take();
    } else if (event.key >= "1" && event.key <= String(PARTS.length)) {
      part(Number(event.key) - 1);
    } else if (event.key === "Enter" || event.key === " ") {
      this.choose(this.anchor ?? this.cursor, this.cursor);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      clear();
    } else if (event.key === "Escape") {
      done();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** The word above or below the cursor. */
  _line(step) {
    const here = this.options.get(this.cursor).getBoundingClientRect();
    const middle = (here.left + here.right) / 2;
    let best = null;
    let line = null;
    for (let at = this.text.neighbour(this.cursor, step), before = this.cursor; at !== before; before = at, at = this.text.neighbour(at, step)) {
      const box = this.options.get(at).getBoundingClientRect();
      if (Math.abs(box.top - here.top) < here.height / 2) continue;
      line ??= box.top;
      if (Math.abs(box.top - line) > box.height / 2) break;
      const distance = Math.abs((box.left + box.right) / 2 - middle);
      if (best === null || distance < best.distance) best = { at, distance };
    }
    return best?.at ?? this.cursor;
  }

  /** One word pointed at: the first of a stretch, or, where one waits, its last. */
  tap(index) {
    const word = this.text.pieces[index].blank ? this.text.neighbour(index, 1) : index;
    if (this.pending === undefined || this.pending === null) {
      this.pending = word;
      this.cursor = word;
      this.mark(word, word);
    } else {
      const from = this.pending;
      this.pending = null;
      this.cursor = word;
      this.mark(from, word);
    }
  }

  choose(from, to) {
    this.anchor = null;
    this.pending = null;
    this.cursor = this.text.pieces[to].blank ? this.text.neighbour(to, -1) : to;
    this.mark(from, to);
  }

  preview(from, to) {
    const range = new Set(this.text.range(from, to));
    for (const [index, option] of this.options) option.classList.toggle("preview", range.has(index) && from !== to);
  }

  /** Show which words belong to which part; `part` is the one that is being marked. */
  paint(sets, part) {
    for (const [index, option] of this.options) {
      const before = this.text.pieces[index].blank;
      const has = (name) => before
        ? sets[name].has(index - 1) && sets[name].has(index + 1)
        : sets[name].has(index);
      option.classList.remove("preview");
      for (const name of PARTS) option.classList.toggle(name, has(name));
      if (!before) option.setAttribute("aria-selected", String(sets[part].has(index)));
    }
    this.show();
  }

  show() {
    for (const option of this.element.querySelectorAll(".cursor")) option.classList.remove("cursor");
    const option = this.options.get(this.cursor);
    option.classList.add("cursor");
    this.element.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
}
