// Decisions in, kept where they last: by the program that serves this page, or in this browser and in a file.

const kept = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
};
const keep = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false; // a browser that keeps nothing for this page
  }
};

export const setting = (name, otherwise) => kept(`quotes-${name}`) ?? otherwise;
export const setSetting = (name, value) => keep(`quotes-${name}`, value);

const RETRY = 3000;

/** Saving to the program that serves the page. What it does not take waits here, also over a restart of either. */
export class Served {
  constructor(data, listener) {
    this.data = data;
    this.listener = listener;
    this.key = `quotes-waiting-${data.key}`;
    this.waiting = kept(this.key) ?? [];
    this.seen = data.seen;
    this.busy = false;
    if (this.waiting.length) this.flush();
    window.addEventListener("focus", () => this.flush());
    window.addEventListener("online", () => this.flush());
    setInterval(() => this.flush(), RETRY);
  }

  async article(number) {
    const answer = await fetch(`api/articles/${number}`);
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  /** Keep a decision at once, then hand it to the program. */
  save(record) {
    this.waiting.push(record);
    keep(this.key, this.waiting);
    return this.flush();
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.waiting.length) {
        const [record] = this.waiting;
        const answer = await fetch("api/decisions", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(record),
        });
        const said = await answer.json().catch(() => ({}));
        if (answer.status === 409) this._drop(() => this.listener.conflict(record, said.standing ?? null));
        else if (answer.status === 400) this._drop(() => this.listener.refused(record, said.error));
        else if (!answer.ok) throw new Error(String(answer.status));
        else this._drop(() => this.listener.saved(record));
      }
      const news = await fetch(`api/decisions?after=${this.seen}`);
      if (!news.ok) throw new Error(String(news.status));
      const { decisions, count } = await news.json();
      this.seen = count;
      this.listener.news(decisions);
      this.listener.reached();
    } catch (error) {
      this.listener.unreached(this.waiting.length, /^40[134]$/.test(error.message));
    } finally {
      this.busy = false;
    }
  }

  _drop(then) {
    this.waiting.shift();
    keep(this.key, this.waiting);
    then();
  }

  async writeReport() {
    const answer = await fetch("api/report", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.error ?? String(answer.status));
    return said;
  }
}

/** Saving in a page without a program: at once in this browser, and to a file when the person asks. */
export class InBrowser {
  constructor(data, listener) {
    this.data = data;
    this.listener = listener;
    this.key = `quotes-decisions-${data.key}`;
    const state = kept(this.key) ?? {};
    this.records = state.records ?? [];
    this.unsaved = state.unsaved ?? 0;
    for (const article of data.texts) {
      const own = this.records.filter((record) => record.digest === article.digest);
      article.decisions.push(...own);
    }
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved) event.preventDefault();
    });
  }

  async article(number) {
    return this.data.texts[number];
  }

  async save(record) {
    this.records.push(record);
    this.unsaved += 1;
    this._keep();
    this.listener.saved(record);
  }

  _keep() {
    this.lasting = keep(this.key, { records: this.records, unsaved: this.unsaved });
  }

  /** All decisions, those that came with the page too, as a file of lines. */
  download(name) {
    const every = new Map();
    for (const article of this.data.texts) for (const record of article.decisions) every.set(record.id, record);
    for (const record of this.records) every.set(record.id, record);
    const lines = [...every.values()].map((record) => JSON.stringify(record) + "\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    this.unsaved = 0;
    this._keep();
  }

  /** Take the decisions of a file; returns those that are new, and how many lines were none or of other articles. */
  load(content) {
    const known = new Set(this.records.map((record) => record.id));
    const digests = new Set(this.data.texts.map((article) => article.digest));
    const fresh = [];
    let strange = 0;
    for (const line of content.split("\n")) {
      if (!line.trim()) continue;
      try {
        const record = JSON.parse(line);
        const sound = ["id", "subject", "action", "who", "digest"].every((name) => typeof record[name] === "string");
        if (!sound || !digests.has(record.digest)) strange += 1;
        else if (!known.has(record.id)) fresh.push(record);
      } catch {
        strange += 1;
      }
    }
    fresh.sort((a, b) => (a.when < b.when ? -1 : 1));
    this.records.push(...fresh);
    this._keep();
    return { fresh, strange };
  }
}
