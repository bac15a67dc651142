// The page in, a person at work on it out: what to look at next, what they decide, and what they take back.

import { actions, card, Draft, everywhereField } from "./card.js";
import { changed, decisionOf, EMPTY, Statements } from "./decisions.js";
import { el, fill } from "./dom.js";
import { listOf } from "./list.js";
import { readingView } from "./reading.js";
import { InBrowser, Served, setSetting, setting } from "./saving.js";
import { ArticleText, kindOf } from "./text.js";
import { WordEditor } from "./words.js";

/** Pixels of width from which on the card stands beside the text: the 58rem of the style. */
const NARROW = 928;

const byId = (id) => document.getElementById(id);

class App {
  constructor(data) {
    this.data = data;
    this.words = data.words;
    this.blind = data.blind;
    this.articles = new Map();
    this.loaded = [];
    this.undoable = [];
    this.keysOn = setting("keys", true);
    this.order = setting("order", "doubt");
    this.items = data.queue.map((item) => ({ ...item }));
    this.sort();
    this.saving = data.served ? new Served(data, this) : new InBrowser(data, this);
    if (!data.served) this.markDone();
  }

  async start() {
    byId("who").value = setting("who", "");
    byId("who").addEventListener("change", (event) => setSetting("who", event.target.value.trim()));
    byId("order").value = this.order;
    byId("order").addEventListener("change", (event) => {
      this.order = event.target.value;
      setSetting("order", this.order);
      this.sort();
      this.go(this.nextOpen(-1));
    });
    byId("keys").checked = this.keysOn;
    byId("keys").addEventListener("change", (event) => {
      this.keysOn = event.target.checked;
      setSetting("keys", this.keysOn);
      this.refreshActions();
    });
    const acts = { add: () => this.add(), undo: () => this.undo(), back: () => this.step(-1), next: () => this.step(1),
      list: () => this.openList(), help: () => byId("help-dialog").showModal(), report: () => this.writeReport(),
      save: () => this.download(), load: () => byId("file").click() };
    for (const [id, act] of Object.entries(acts)) byId(id)?.addEventListener("click", act);
    byId("file")?.addEventListener("change", (event) => this.load(event.target));
    document.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("hashchange", () => this.fromAddress());
    for (const event of ["scroll", "resize"]) window.addEventListener(event, () => this.fit(), { passive: true });
    this.fit();
    if (!(await this.fromAddress())) await this.go(this.nextOpen(-1));
  }

  /** An address that ends in #ARTICLE/SUBJECT or #ARTICLE leads there; true where it did. */
  async fromAddress() {
    const [article, subject] = decodeURIComponent(location.hash.slice(1)).split("/");
    if (!article) return false;
    const item = this.items.find((one) => String(one.article) === article && (!subject || one.subject === subject));
    if (item) await this.go(this.items.indexOf(item));
    else if (subject) await this.open(Number(article), subject);
    return Boolean(item || subject);
  }

  sort() {
    const place = new Map(this.data.queue.map((item, index) => [item.subject, index]));
    const text = (a, b) => place.get(a.subject) - place.get(b.subject);
    this.items.sort(this.order === "doubt" && !this.blind ? (a, b) => b.worth - a.worth || text(a, b) : text);
  }

  nextOpen(from) {
    const after = this.items.findIndex((item, index) => index > from && !item.done);
    return after >= 0 ? after : this.items.findIndex((item) => !item.done);
  }

  get item() {
    return this.at >= 0 ? this.items[this.at] : null;
  }

  async step(by) {
    if (!this.items.length) return;
    await this.go(Math.min(Math.max((this.at ?? 0) + by, 0), this.items.length - 1));
  }

  async go(at) {
    this.at = at;
    const item = this.item;
    if (item) await this.open(item.article, item.subject, item.stretch);
    else this.show(null);
  }

  async open(number, subject, stretch = null) {
    // What a person does while an article is on its way would be done to the statement before.
    const ticket = (this.ticket = (this.ticket ?? 0) + 1);
    this.wait(true);
    let article = null;
    try {
      article = await this.fetched(number);
    } catch {
      this.say(this.words.no_article);
    }
    if (ticket !== this.ticket) return;
    this.wait(false);
    if (!article) return;
    this.article = article;
    if (this.item?.subject !== subject) this.at = this.items.findIndex((item) => item.subject === subject);
    this.show(stretch ? null : article.statements.entry(subject) ?? null, stretch);
    const next = this.items[this.nextOpen(this.at)];
    if (next) this.fetched(next.article).catch(() => {});
  }

  wait(busy) {
    this.busy = busy;
    byId("card").setAttribute("aria-busy", String(busy));
  }

  /** An article, asked for once. */
  fetched(number) {
    if (!this.articles.has(number)) {
      const asked = this.saving.article(number).then((data) => {
        const article = { ...data, number, text: new ArticleText(data.paragraphs), statements: new Statements(data) };
        this.loaded.push(article);
        return article;
      });
      this.articles.set(number, asked);
      asked.catch(() => this.articles.delete(number));
    }
    return this.articles.get(number);
  }

  show(entry, stretch = null) {
    this.editor = null;
    this.stretch = stretch;
    this.draft = entry ? new Draft(entry, this.blind) : null;
    this.refresh();
    byId("fields").scrollTop = 0;
    // Whoever opens the page and has not said who they are sees where to say it, unless they were sent to a statement.
    const arrives = !this.started && !byId("who").value && !location.hash;
    if (this.started) byId("now")?.focus({ preventScroll: true });
    this.started = true;
    if (!arrives) this.bringIntoView();
  }

  bringIntoView() {
    const marked = document.querySelector("#text .chosen, #text .stretch");
    if (!marked) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const box = marked.getBoundingClientRect();
    const narrow = innerWidth < NARROW;
    const space = innerHeight - (narrow ? document.querySelector(".side").offsetHeight : 0);
    const work = narrow || !this.decided ? 0 : scrollY + document.querySelector(".work").getBoundingClientRect().top;
    const top = Math.max(scrollY + box.top - Math.max(space / 3, 90), work);
    window.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
  }

  /** The card ends where the screen does, however much of the page's head is above it. */
  fit() {
    const above = Math.max(document.querySelector(".work").getBoundingClientRect().top, 0);
    document.documentElement.style.setProperty("--above", `${above}px`);
  }

  refresh() {
    const { article } = this;
    // What is to be pressed stays in sight and covers nothing: the fields above it scroll.
    const parts = (this.editor ? this.editor.card() : card(this)).filter(Boolean);
    const pressed = parts.filter((part) => part.classList.contains("actions"));
    byId("card").replaceChildren(el("div", { class: "fields", id: "fields" }, parts.filter((part) => !pressed.includes(part))), ...pressed);
    if (!this.editor) this.refreshActions();
    if (article) {
      byId("headline").replaceChildren(el("bdi", { lang: "en" }, article.title));
      byId("meta").textContent = article.meta.join(" · ");
      byId("text").replaceChildren(...(this.editor ? [this.editor.picker.element] : this.reading()));
    }
    this.progress();
  }

  reading() {
    const paragraphs = readingView(this.article, this.draft?.entry ?? null, this.draft?.reading, this.words, {
      css: (role) => this.css(role),
      blind: this.blind && !this.data.answers, // the statements of a lesson are given
      choose: (subject, focus) => {
        this.open(this.article.number, subject);
        if (focus) byId("now")?.focus();
      },
    });
    if (this.stretch) {
      const inside = this.article.text.covered([this.stretch]);
      for (const piece of this.article.text.pieces) if (inside.has(piece.index)) paragraphs[piece.paragraph].classList.add("stretch");
    }
    return paragraphs;
  }

  /** Draw the card anew with what the person has in hand, the focus where it was. */
  refreshCard(focus) {
    this.refresh();
    byId(focus)?.focus();
  }

  refreshActions() {
    if (!this.draft) return;
    byId("actions")?.replaceChildren(...actions(this).filter(Boolean));
    byId("everywhere")?.replaceWith(everywhereField(this, this.draft));
  }

  progress() {
    const done = this.items.filter((item) => item.done).length;
    byId("bar").max = Math.max(this.items.length, 1);
    byId("bar").value = done;
    byId("done").textContent = fill(this.words.progress, { done, all: this.items.length });
    byId("undo").disabled = !this.undoable.length;
    // While an article is on its way, the statement before is still the one that is seen.
    if (!this.busy) byId("where").textContent = this.item ? fill(this.words.where, { number: this.at + 1, all: this.items.length }) : "";
  }

  css(role) {
    return this.data.roles.find((one) => one.name === role)?.css ?? "";
  }

  roleLabel(role) {
    return this.data.roles.find((one) => one.name === role)?.label ?? role ?? "";
  }

  asks(field) {
    return this.data.asks.includes(field);
  }

  say(sentence, warning = false) {
    byId("status").textContent = sentence;
    byId("status").classList.toggle("warning-text", warning);
  }

  get who() {
    const who = byId("who").value.trim();
    if (!who) {
      this.say(this.words.who_first, true);
      byId("who").focus();
    }
    return who;
  }

  // What a person decides.

  saveDraft() {
    const { draft } = this;
    const { entry, fields } = draft;
    if (this.data.answers && this.asks("role") && !draft.reading.role) {
      this.say(this.words.answer_first, true);
      return byId("role").focus();
    }
    if (entry.isNew) return this.decide("add", { decided: draft.reading, fields, why: draft.why }, fields);
    if (this.blind) {
      const missing = this.asks("speaker") && draft.speakerOpen ? "speaker" : ["role", "kind"].find((field) => this.asks(field) && !draft.reading[field]);
      if (missing) {
        this.say(this.words.answer_first, true);
        return byId(missing).focus();
      }
      const kind = draft.reading.kind || kindOf(draft.reading.content, this.article.quoted);
      const reading = { ...draft.reading, kind, named: draft.reading.speaker && this.asks("named") ? Boolean(draft.reading.named) : null };
      return this.decide("change", { decided: reading, fields: changed(entry.found, reading), why: draft.why });
    }
    const whole = changed(entry.found, draft.reading);
    if (!entry.found) return this.decide("add", { decided: draft.reading, fields: whole, why: draft.why });
    if (!whole.length) return this.decide("confirm", { why: draft.why });
    const others = this.article.statements.others(entry).length;
    const ofSpeaker = fields.some((field) => ["speaker", "role", "named"].includes(field));
    const everywhere = draft.everywhere ?? !fields.includes("speaker");
    const reach = ofSpeaker && everywhere ? "speaker" : entry.decision?.reach ?? "statement";
    return this.decide("change", { decided: draft.reading, fields: whole, why: draft.why, reach: others || !fields.includes("speaker") ? reach : "statement" });
  }

  decide(action, more = {}) {
    const { who, draft } = this;
    if (!who || !draft || this.busy) return;
    const why = more.why ?? draft.why;
    const record = decisionOf(this.article, draft.entry, action, who, { ...more, why: why || undefined, task: this.data.task || undefined });
    this.keep(record, draft.entry.decision);
    // Who adds a statement to a stretch that they look through has not finished with it.
    if (draft.entry.isNew && this.items[this.back]?.stretch) this.go(this.back);
    else this.advance();
  }

  lookedThrough() {
    const { who, item } = this;
    if (!who || !item || this.busy) return;
    this.keep(decisionOf(this.article, { subject: item.subject, decision: this.article.statements.standing.get(item.subject) }, "looked-through", who,
      { stretch: item.stretch, task: this.data.task || undefined }), null);
    this.advance();
  }

  /** The answer to a question on the whole article. */
  saveAnswer() {
    const { who, item } = this;
    if (!who || this.busy) return;
    const why = byId("note").value.trim();
    if (!why) {
      this.say(this.words.write_first, true);
      return byId("note").focus();
    }
    const before = this.article.statements.standing.get(item.subject) ?? null;
    this.keep(decisionOf(this.article, { subject: item.subject, decision: before }, "answer", who,
      { question: item.question, why, task: this.data.task || undefined }), before);
    this.advance();
  }

  keep(record, before) {
    this.decided = true;
    this.undoable.push({ number: this.article.number, subject: record.subject, before });
    this.article.statements.take(record);
    this.mark(record);
    this.saving.save(record);
  }

  mark(record) {
    const item = this.items.find((one) => one.subject === record.subject);
    if (item) item.done = record.action !== "withdraw";
  }

  advance() {
    // Of a paragraph that is looked through, several statements may be missing.
    this.go(this.item?.stretch && !this.item.done ? this.at : this.nextOpen(this.at ?? -1));
  }

  /** Take back the last decision made here: what counted before counts again. */
  async undo() {
    const last = this.undoable.pop();
    if (!last) return;
    const article = await this.fetched(last.number);
    const standing = article.statements.standing.get(last.subject);
    if (standing) this.restore(article, standing, last.before);
    this.say(this.words.undone);
    await this.open(last.number, last.subject, this.items.find((item) => item.subject === last.subject)?.stretch);
  }

  restore(article, standing, before) {
    const entry = { subject: standing.subject, found: standing.found, decision: standing };
    const record = decisionOf(article, entry, before?.action ?? "withdraw", standing.who, before
      ? { decided: before.decided, fields: before.fields, reach: before.reach, why: before.why, question: before.question, task: before.task }
      : { task: standing.task });
    article.statements.take(record);
    this.mark(record);
    this.saving.save(record);
  }

  withdraw(entry) {
    this.undoable.push({ number: this.article.number, subject: entry.subject, before: entry.decision });
    this.restore(this.article, entry.decision, null);
    this.say(this.words.undone);
    this.open(this.article.number, entry.subject);
  }

  add() {
    if (!this.article) return;
    this.back = this.at;
    this.draft = new Draft({ isNew: true, subject: "", now: { ...EMPTY, role: this.data.answers ? "" : this.data.unknown }, reasons: [] }, false);
    this.draft.before = null;
    this.markWords();
  }

  discard() {
    this.go(this.back ?? this.nextOpen(-1));
  }

  /** Mark words in the text for the statement in hand. */
  markWords() {
    if (!this.draft) return;
    this.editor = new WordEditor(this, this.draft.reading, (reading) => {
      this.editor = null;
      if (reading) this.takeWords(reading);
      else if (this.draft.entry.isNew && !this.draft.reading.content.length && !this.draft.reading.source.length) return this.discard();
      this.refresh();
      byId(this.draft.entry.isNew ? "speaker" : "now")?.focus({ preventScroll: true });
    });
    this.refresh();
    byId("fields").scrollTop = 0;
    this.editor.picker.element.focus({ preventScroll: true });
    this.bringIntoView();
  }

  takeWords(reading) {
    const { draft } = this;
    const kind = reading.content === draft.reading.content ? draft.reading.kind : kindOf(reading.content, this.article.quoted);
    const sourceNew = changed(draft.reading, { ...draft.reading, source: reading.source }).length && reading.source.length;
    draft.reading = { ...draft.reading, ...reading, kind };
    if (draft.entry.isNew && sourceNew && !draft.reading.speaker) {
      const words = reading.source[0].words;
      const known = this.article.statements.speakers.find((one) => one.source.some((place) => place.words === words) || one.speaker === words);
      draft.reading = { ...draft.reading, speaker: known?.speaker ?? words, named: known?.named ?? false, role: known?.role ?? draft.reading.role };
    }
  }

  // What comes back from where decisions are kept.

  saved() {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const { unsaved, lasting } = this.saving;
    if (this.data.served) this.say(fill(this.words.saved, { time }));
    else this.say(fill(lasting ? this.words.kept_here : this.words.kept_nowhere, { number: unsaved }), !lasting);
  }

  reached() {
    byId("banner").hidden = true;
  }

  unreached(waiting, unknown) {
    byId("banner").hidden = false;
    byId("banner").textContent = fill(unknown ? this.words.other_address : this.words.no_program, { number: waiting });
  }

  refused(record, error) {
    this.say(fill(this.words.refused, { error }), true);
  }

  conflict(mine, theirs) {
    const article = this.loaded.find((one) => one.digest === mine.digest);
    if (!article) return;
    if (theirs) article.statements.take(theirs);
    else article.statements.take({ ...mine, action: "withdraw" });
    const entry = article.statements.entry(mine.subject) ?? article.statements.entries.find((one) => one.subject === mine.subject);
    article.conflicts = { ...article.conflicts, [mine.subject]: { mine, theirs } };
    this.open(article.number, mine.subject).then(() => {
      if (entry) this.draft.entry.conflict = { mine, theirs };
      this.refresh();
    });
  }

  settle(entry, useMine) {
    const { mine, theirs } = entry.conflict;
    entry.conflict = null;
    if (useMine) {
      const { who } = this;
      this.keep({ ...mine, id: decisionOf(this.article, entry, mine.action, who).id, replaces: theirs?.id, when: new Date().toISOString() }, theirs);
    }
    this.open(this.article.number, entry.subject);
  }

  /** Decisions from elsewhere: another browser, another program. */
  news(records) {
    let here = false;
    for (const record of records) {
      const article = this.loaded.find((one) => one.digest === record.digest);
      const own = article?.statements.standing.get(record.subject)?.id === record.id;
      // What was decided here meanwhile is on its way: such news are old.
      if (this.saving.waiting.some((one) => one.subject === record.subject)) continue;
      this.mark(record);
      if (!article || own) continue;
      if (record.action === "withdraw" && !article.statements.standing.has(record.subject)) continue;
      article.statements.take(record);
      here ||= article === this.article;
    }
    if (here && !this.draft?.touched && !this.editor && this.draft) {
      const entry = this.article.statements.entry(this.draft.entry.subject);
      const focus = document.activeElement?.id;
      if (entry) this.draft = new Draft(entry, this.blind);
      this.refreshCard(focus);
    } else {
      this.progress();
    }
  }

  async writeReport() {
    this.say(this.words.writing);
    byId("report").disabled = true;
    try {
      const { remarks } = await this.saving.writeReport();
      this.say([this.words.written, ...remarks].join(" "));
    } catch (error) {
      this.say(fill(this.words.not_written, { error: error.message }), true);
    } finally {
      byId("report").disabled = false;
    }
  }

  download() {
    const who = this.data.answers ? this.who : "-";
    if (!who) return;
    const file = this.data.answers ? `answers-${who.replace(/[^\p{L}\p{N}]+/gu, "-")}.jsonl` : this.data.task ? "answers.jsonl" : "corrections.jsonl";
    this.saving.download(file);
    this.say(fill(this.words.downloaded, { file }));
  }

  async load(input) {
    const [file] = input.files;
    if (!file) return;
    const { fresh, strange } = this.saving.load(await file.text());
    for (const record of fresh) {
      const article = this.data.texts.find((one) => one.digest === record.digest);
      article.decisions.push(record);
      this.loaded.find((one) => one.digest === record.digest)?.statements.take(record);
      this.mark(record);
    }
    input.value = "";
    this.say(fill(strange ? this.words.loaded_strange : this.words.loaded, { number: fresh.length, strange }), strange > 0);
    if (this.article && this.draft) this.open(this.article.number, this.draft.entry.subject);
    else if (this.item?.question) this.refresh();
  }

  markDone() {
    const standing = new Map();
    for (const article of this.data.texts) for (const record of article.decisions) standing.set(record.subject, record.action !== "withdraw");
    for (const item of this.items) item.done = standing.get(item.subject) ?? false;
  }

  openList() {
    listOf(this, byId("list-dialog"), byId("list-items"), byId("find"));
  }

  key(event) {
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey || field?.id === "typed");
    if (field && sends && field.id === "note" && !this.draft) return this.saveAnswer();
    if (field && sends) return this.editor || !this.draft ? null : this.saveDraft();
    if (this.busy || !this.keysOn || field || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (this.editor) return;
    const acts = {
      r: () => (this.draft ? this.saveDraft() : this.stretch ? this.lookedThrough() : this.item?.question ? this.saveAnswer() : null),
      x: () => (this.draft && !this.draft.entry.isNew ? this.decide("delete") : null),
      t: () => (this.draft && !this.draft.entry.isNew ? this.decide("cannot-tell") : null),
      j: () => this.step(1), k: () => this.step(-1), n: () => this.go(this.nextOpen(this.at ?? -1)), a: () => this.add(),
      w: () => this.markWords(), z: () => this.undo(), l: () => this.openList(), s: () => byId("speaker")?.focus(),
      o: () => byId("role")?.focus(), m: () => byId("note")?.focus(), "?": () => byId("help-dialog").showModal(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}

for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
new App(JSON.parse(byId("data").textContent)).start();
