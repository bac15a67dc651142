// Statements and a person's decisions in, the statements as the person has them out. docs/corrections.md has the records.

export const FIELDS = ["content", "cue", "source", "speaker", "role", "named", "kind"];
export const PARTS = ["content", "cue", "source"];
const OF_SPEAKER = ["speaker", "role", "named"];

export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const plain = (value) => JSON.stringify(Array.isArray(value) ? value.map((place) => [place.start, place.end]) : value);

/** The fields in which two readings differ; all of them where there was none before. */
export const changed = (before, after) => FIELDS.filter((field) => !before || plain(before[field]) !== plain(after[field]));

export const EMPTY = { content: [], cue: [], source: [], speaker: "", role: "", named: null, kind: "direct" };

/** A decision in the form in which it is kept. */
export function decisionOf(article, entry, action, who, more = {}) {
  const id = newId();
  const record = {
    id,
    subject: entry.subject || id,
    action,
    who,
    when: new Date().toISOString(),
    article: article.id,
    digest: article.digest,
    reach: "statement",
    ...more,
  };
  if (entry.found) record.found = entry.found;
  if (entry.decision) record.replaces = entry.decision.id;
  return record;
}

const begin = (reading) =>
  [...reading.content, ...reading.cue, ...reading.source].reduce((least, place) => Math.min(least, place.start), Infinity);
const first = (reading) => (reading.content.length ? reading.content : reading.cue).reduce(
  (least, place) => Math.min(least, place.start), Infinity);

/** The statements of an article: what the tool found, what a person decided, and what stands `now` (null: removed). */
export class Statements {
  constructor(data) {
    this.data = data;
    this.standing = new Map();
    for (const record of data.decisions) this.take(record);
  }

  /** A decision comes in: from this page, another browser or a file. */
  take(record) {
    if (record.action === "withdraw") this.standing.delete(record.subject);
    else this.standing.set(record.subject, record);
    this._entries = null;
  }

  get entries() {
    this._entries ??= this._compute();
    return this._entries;
  }

  entry(subject) {
    return this.entries.find((entry) => entry.subject === subject);
  }

  /** The entries of the speaker of `entry`, without it, on which nobody decided anything else. */
  others(entry) {
    const speaker = (entry.found ?? entry.now)?.speaker;
    return this.entries.filter(
      (other) => speaker && other !== entry && other.found && !other.decision && other.found.speaker === speaker);
  }

  /** Who is heard in the article, in the order of the text, each with role and named. */
  get speakers() {
    const seen = new Map();
    for (const { now } of this.entries) if (now?.speaker && !seen.has(now.speaker)) seen.set(now.speaker, now);
    return [...seen.values()];
  }

  _compute() {
    const entries = this.data.statements.map((statement) => ({
      ...statement,
      decision: this.standing.get(statement.subject) ?? null,
      now: { ...statement.found },
    }));
    const known = new Set(entries.map((entry) => entry.subject));
    for (const [subject, decision] of this.standing) {
      if (known.has(subject) || ["looked-through", "answer"].includes(decision.action)) continue;
      const now = decision.decided ?? (decision.action === "confirm" ? decision.found : null);
      if (now) entries.push({ subject, found: decision.found ?? null, reasons: [], decision, now });
    }
    for (const entry of entries) if (entry.decision?.reach === "speaker") this._spread(entry, entries);
    for (const entry of entries) {
      const { decision } = entry;
      if (decision?.action === "delete") entry.now = null;
      else if (decision?.decided) entry.now = decision.decided;
    }
    const place = (entry) => entry.now ?? entry.found;
    const start = (entry) => Math.min(first(place(entry)), Infinity);
    entries.sort((a, b) => (start(a) === Infinity ? begin(place(a)) : start(a)) - (start(b) === Infinity ? begin(place(b)) : start(b)));
    let number = 0;
    for (const entry of entries) if (entry.now) entry.number = number += 1;
    return entries;
  }

  _spread(entry, entries) {
    const { decision } = entry;
    for (const other of entries) {
      if (other === entry || other.decision || !other.found || other.found.speaker !== entry.found?.speaker) continue;
      for (const field of OF_SPEAKER) if (decision.fields?.includes(field)) other.now[field] = decision.decided[field];
    }
  }
}
