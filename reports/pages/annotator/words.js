// A statement in, the card on which its words are marked out; the text beside it is a list of words meanwhile.

import { PARTS } from "./decisions.js";
import { bothEnds, el, fill } from "./dom.js";
import { WordPicker } from "./reading.js";

export class WordEditor {
  constructor(app, reading, done) {
    this.app = app;
    this.done = done;
    this.before = reading;
    const { text } = app.article;
    this.sets = Object.fromEntries(PARTS.map((part) => [part, text.covered(reading[part])]));
    for (const part of PARTS) for (const index of this.sets[part]) if (text.pieces[index].blank) this.sets[part].delete(index);
    this.original = Object.fromEntries(PARTS.map((part) => [part, new Set(this.sets[part])]));
    this.part = "content";
    this.further = false;
    this.picker = new WordPicker(app.article, app.words, {
      mark: (first, last) => this.mark(first, last),
      part: (number) => this.choosePart(PARTS[number]),
      clear: () => this.clear(),
      take: () => this.take(),
      done: () => this.done(null),
    });
    const start = Math.min(...this.sets.content, ...this.sets.cue, ...this.sets.source);
    this.picker.cursor = Number.isFinite(start) ? start : this._firstSeen();
    queueMicrotask(() => this.paint());
  }

  /** Where a person who adds a statement looks: the first word of the text on the screen. */
  _firstSeen() {
    const shown = [...document.querySelectorAll("#text > p")].findIndex((paragraph) => paragraph.getBoundingClientRect().bottom > 120);
    return this.app.article.text.pieces.find((piece) => piece.paragraph === Math.max(shown, 0) && !piece.blank)?.index ?? this.picker.cursor;
  }

  /** What is marked from now on. */
  choosePart(part) {
    this.part = part;
    this.picker.pending = null;
    document.querySelector(`input[name=part][value=${part}]`).checked = true;
    this.paint();
  }

  mark(first, last) {
    const range = this.app.article.text.range(first, last);
    const adding = this.further && this.part !== "source";
    this.sets[this.part] = new Set([...(adding ? this.sets[this.part] : []), ...range]);
    this.paint();
    this.refresh();
  }

  clear() {
    this.sets[this.part] = new Set();
    this.picker.pending = null;
    this.paint();
    this.refresh();
  }

  /** Make the part begin or end a word earlier or later. */
  nudge(edge, step) {
    const { text } = this.app.article;
    const own = [...this.sets[this.part]].sort((a, b) => a - b);
    if (!own.length) return;
    const end = edge === "start" ? own[0] : own[own.length - 1];
    const grows = (edge === "start") === (step < 0);
    const next = text.neighbour(end, step);
    if (grows) this.sets[this.part].add(next);
    else if (own.length > 1) this.sets[this.part].delete(end);
    this.sets[this.part] = new Set(this.sets[this.part]);
    this.picker.cursor = grows ? next : own.length > 1 ? text.neighbour(end, step) : end;
    this.paint();
    this.refresh();
  }

  paint() {
    this.picker.paint(this.sets, this.part);
  }

  places(part) {
    const own = this.sets[part];
    const same = own.size === this.original[part].size && [...own].every((index) => this.original[part].has(index));
    return same ? this.before[part] : this.app.article.text.places(own);
  }

  take() {
    const reading = Object.fromEntries(PARTS.map((part) => [part, this.places(part)]));
    reading.source = reading.source.slice(0, 1);
    const nothing = !reading.content.length && !reading.cue.length && !reading.source.length;
    const marksOnly = reading.content.length && !reading.content.some((place) => /[\p{L}\p{N}]/u.test(place.words));
    if (nothing || marksOnly) {
      this.app.say(this.app.words.mark_first, true);
      return;
    }
    this.done(reading);
  }

  card() {
    const { words } = this.app;
    const nudge = (label, edge, step) => el("button", { type: "button", onclick: () => this.nudge(edge, step) }, label);
    return [
      el("h2", { tabindex: "-1", id: "now" }, words.mark_title),
      el("fieldset", { class: "parts-choice" }, el("legend", {}, words.mark_which),
        PARTS.map((part, number) => this._choice(part, number))),
      el("p", { class: "hint" }, ["mouse", "touch", "keys"].map((by) => el("span", { class: `by-${by}` }, `${words.mark_by[by]} `))),
      el("div", { class: "nudges", role: "group", "aria-label": words.nudges },
        nudge(words.start_earlier, "start", -1), nudge(words.start_later, "start", 1),
        nudge(words.end_earlier, "end", -1), nudge(words.end_later, "end", 1)),
      el("label", { class: "check" }, el("input", { type: "checkbox", checked: this.further, onchange: (event) => { this.further = event.target.checked; } }), words.further_piece),
      el("div", { class: "actions" },
        el("button", { type: "button", class: "primary", onclick: () => this.take(), "aria-keyshortcuts": "Control+Enter" }, words.words_done, el("kbd", { "aria-hidden": "true" }, "Ctrl Enter")),
        el("button", { type: "button", onclick: () => this.clear() }, words.clear),
        el("button", { type: "button", onclick: () => this.done(null) }, words.cancel)),
    ];
  }

  refresh() {
    for (const part of PARTS) document.getElementById(`said-${part}`).textContent = this._said(part);
  }

  _choice(part, number) {
    const { words } = this.app;
    const key = String(number + 1);
    return el("label", { class: `check part-${part}` },
      el("input", { type: "radio", name: "part", value: part, checked: this.part === part, "aria-keyshortcuts": key, onchange: () => this.choosePart(part) }),
      el("span", {}, el("span", { class: part }, words.parts[part]), el("kbd", { "aria-hidden": "true" }, key), " ", el("bdi", { id: `said-${part}`, lang: "en", class: "said" }, this._said(part))));
  }

  _said(part) {
    const said = this.app.article.text.places(this.sets[part]).map((place) => place.words).join(" … ");
    return said ? fill(this.app.words.cited, { words: bothEnds(said, 70) }) : "—";
  }
}
