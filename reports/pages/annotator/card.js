// One statement in, the card on which a person says what is right out.

import { changed, EMPTY } from "./decisions.js";
import { el, fill, shortened } from "./dom.js";

const OTHER = "\u0000other";
const OPEN = "\u0000open";

/** What the person has in hand: the statement as they would leave it, and how far it reaches. */
export class Draft {
  constructor(entry, blind) {
    const before = blind && !entry.decision ? { ...EMPTY, content: entry.found.content, cue: [], kind: "" } : entry.now ?? entry.found;
    this.entry = entry;
    this.before = entry.isNew ? null : before;
    this.reading = { ...before };
    this.why = entry.decision?.why ?? "";
    this.everywhere = null;
    this.roleTouched = false;
    this.speakerOpen = blind && !entry.decision;
  }

  get fields() {
    return changed(this.before, this.reading);
  }

  get touched() {
    return this.fields.length > 0 || this.why !== (this.entry.decision?.why ?? "");
  }
}

export function card(app) {
  const { draft, words } = app;
  if (!draft) return stretchCard(app);
  const { entry } = draft;
  const refresh = () => app.refreshActions();
  const set = (field, value) => {
    draft.reading = { ...draft.reading, [field]: value };
    refresh();
  };
  const said = draft.reading.content.map((place) => place.words).join(" … ") || words.nothing_said;
  return [
    el("h2", { tabindex: "-1", id: "now" }, el("span", { class: "unseen" }, `${entry.isNew ? words.new_statement : fill(words.statement_number, { number: entry.number ?? "–" })}: `),
      el("q", { lang: "en" }, shortened(said, 180))),
    decided(entry, words, app),
    entry.isNew || app.blind ? null : doubts(entry, words, app),
    entry.conflict ? conflict(entry, words, app) : null,
    app.asks("speaker") ? speakerField(app, draft, set) : null,
    app.asks("role") ? roleField(app, draft, set) : null,
    el("div", { class: "pair" },
      app.asks("named") ? check(words.named, draft.reading.named === true, (on) => set("named", on)) : null,
      app.asks("kind") ? kindField(app, draft, set) : null),
    everywhereField(app, draft),
    el("p", { class: "parts" },
      partLine(words, words.part_cue, draft.reading.cue), partLine(words, words.part_source, draft.reading.source),
      el("button", { type: "button", class: "plain-button", onclick: () => app.markWords(), "aria-keyshortcuts": "w" }, words.change_words)),
    el("label", { class: "field note-field" }, el("span", {}, words.note),
      el("textarea", { rows: "1", id: "note", oninput: (event) => { draft.why = event.target.value; refresh(); } }, draft.why)),
    el("div", { class: "actions", id: "actions" }),
  ];
}

/** The buttons, which change with what the person has in hand. */
export function actions(app) {
  const { draft, words } = app;
  const button = (label, key, act, kind = "") =>
    el("button", { type: "button", class: kind, onclick: act, "aria-keyshortcuts": key }, label, app.keysOn && key ? el("kbd", { "aria-hidden": "true" }, key) : null);
  const { entry } = draft;
  if (entry.isNew) {
    return [button(words.save_new, "r", () => app.saveDraft(), "primary"), button(words.discard, "", () => app.discard())];
  }
  const changedNow = draft.touched || app.blind;
  return [
    button(changedNow ? words.save : words.right, "r", () => app.saveDraft(), "primary"),
    button(words.no_statement, "x", () => app.decide("delete")),
    button(words.cannot_tell, "t", () => app.decide("cannot-tell")),
  ];
}

function stretchCard(app) {
  const { words, item } = app;
  if (!item) return nothingLeft(app);
  if (item.question) return questionCard(app, item);
  const done = item.done;
  return [
    el("h2", { tabindex: "-1", id: "now" }, words.stretch_question),
    done ? el("p", { class: "decided" }, `✓ ${words.looked_at}`) : null,
    el("p", {}, words.stretch_hint),
    el("div", { class: "actions" },
      el("button", { type: "button", class: "primary", onclick: () => app.lookedThrough(), "aria-keyshortcuts": "r" }, words.stretch_done),
      el("button", { type: "button", onclick: () => app.add(), "aria-keyshortcuts": "a" }, words.add)),
  ];
}

function nothingLeft(app) {
  const { words } = app;
  return [
    el("h2", { tabindex: "-1", id: "now" }, words.nothing_left),
    ...(app.data.served ? [] : [
      el("p", {}, words.nothing_left_save),
      el("div", { class: "actions" },
        el("button", { type: "button", class: "primary", onclick: () => app.download() }, document.getElementById("save").textContent))]),
    el("p", {}, words.nothing_left_hint),
  ];
}

function questionCard(app, item) {
  const { words } = app;
  return [
    el("h2", { tabindex: "-1", id: "now" }, item.label),
    item.done ? el("p", { class: "decided" }, `✓ ${words.looked_at}`) : null,
    el("label", { class: "field" }, el("span", {}, words.your_answer),
      el("textarea", { rows: "3", id: "note" }, app.article.statements.standing.get(item.subject)?.why ?? "")),
    el("div", { class: "actions" },
      el("button", { type: "button", class: "primary", onclick: () => app.saveAnswer(), "aria-keyshortcuts": "r" }, words.save,
        app.keysOn ? el("kbd", { "aria-hidden": "true" }, "r") : null)),
  ];
}

function decided(entry, words, app) {
  const { decision } = entry;
  if (!decision) return null;
  const fields = (decision.fields ?? []).map((field) => words.fields[field]).join(", ");
  const what = { confirm: words.did_confirm, change: words.did_change, delete: words.did_delete, add: words.did_add, "cannot-tell": words.did_cannot_tell }[decision.action];
  return el("p", { class: "decided" }, `✓ ${fill(what, { who: decision.who, fields })} `,
    el("button", { type: "button", class: "plain-button", onclick: () => app.withdraw(entry) }, words.take_back));
}

function conflict(entry, words, app) {
  const { theirs } = entry.conflict;
  const what = theirs?.decided ? `${theirs.decided.speaker || words.nobody}, ${app.roleLabel(theirs.decided.role)}` : theirs?.action ?? words.take_back;
  return el("div", { class: "conflict", role: "alert" },
    el("p", {}, fill(words.conflict, { who: theirs?.who ?? "", what })),
    el("button", { type: "button", onclick: () => app.settle(entry, false) }, words.keep_theirs),
    el("button", { type: "button", onclick: () => app.settle(entry, true) }, words.use_mine));
}

/** What the role was concluded from, in the page's language, with the word that the rule names. */
function ruleWords(entry, words) {
  const told = words.rules[entry.role_rule_kind];
  if (told === undefined) return entry.role_rule;
  const named = `${entry.role_rule_kind}: `;
  return entry.role_rule.startsWith(named) ? `${told}: ${fill(words.cited, { words: entry.role_rule.slice(named.length) })}` : told;
}

function doubts(entry, words, app) {
  const inPercent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  const percent = (share) => inPercent.format(Math.floor(share * 100 + 1e-9) / 100);
  const reasons = (entry.reasons ?? []).map((reason) => fill(words.reasons[reason], {
    confidence: percent(entry.confidence), role: percent(entry.role_confidence ?? 0), other: app.roleLabel(entry.runner_up),
  }));
  const why = entry.role_evidence ? fill(words.role_from, { words: shortened(entry.role_evidence, 90), rule: ruleWords(entry, words) }) : words.role_from_nothing;
  if (entry.found === undefined || entry.confidence === undefined) return null;
  return el("p", { class: "doubts" }, reasons.length ? `${words.look_because} ${reasons.join("; ")}. ` : "", why);
}

const partLine = (words, label, places) =>
  el("span", {}, `${label} `, el("bdi", { lang: "en" }, places.length ? fill(words.cited, { words: shortened(places.map((place) => place.words).join(" … "), 60) }) : "—"));

/** Who says it, typed, with the names before to choose from: a list of names to choose would give answers away. */
function typedSpeaker(app, draft, set) {
  const { words } = app;
  const names = app.article.statements.speakers.map((reading) => reading.speaker);
  const now = draft.reading.speaker;
  const nobody = !draft.speakerOpen && !draft.entry.isNew && !now;
  const input = el("input", { id: "speaker", type: "text", autocomplete: "off", list: "speakers", value: now, disabled: nobody,
    oninput: (event) => {
      const speaker = event.target.value.trim();
      draft.speakerOpen = !speaker;
      set("speaker", speaker);
    } });
  input.addEventListener("change", () => {
    const known = app.article.statements.speakers.find((reading) => reading.speaker === draft.reading.speaker);
    if (known && !draft.roleTouched && !draft.reading.role) {
      draft.reading = { ...draft.reading, role: known.role };
      app.refreshCard("role");
    }
  });
  const none = check(words.nobody, nobody, (on) => {
    input.disabled = on;
    input.value = "";
    draft.speakerOpen = !on;
    set("speaker", "");
  });
  return el("div", { class: "field" }, el("label", { for: "speaker" }, words.speaker), input,
    el("datalist", { id: "speakers" }, names.map((name) => el("option", { value: name }))), none);
}

/** A name to begin with: the words marked for the source, where the person marked them or where there is a name in them. */
function proposed(draft, names) {
  const source = draft.reading.source.map((place) => place.words).join(" ");
  const name = /\s\p{Lu}/u.test(source) && !names.includes(source);
  return name || draft.fields.includes("source") ? source : "";
}

function speakerField(app, draft, set) {
  if (app.data.answers) return typedSpeaker(app, draft, set);
  const { words } = app;
  const names = app.article.statements.speakers.map((reading) => reading.speaker);
  const now = draft.reading.speaker;
  if (now && !names.includes(now)) names.unshift(now);
  const select = el("select", { id: "speaker" },
    draft.speakerOpen ? el("option", { value: OPEN }, words.choose_speaker) : null,
    names.map((name) => el("option", { value: name }, shortened(name, 70))),
    el("option", { value: "" }, words.nobody),
    el("option", { value: OTHER }, words.somebody_else));
  select.value = draft.speakerOpen ? OPEN : now;
  const typed = el("input", { id: "typed", type: "text", hidden: true, "aria-label": words.type_name, placeholder: words.type_name, autocomplete: "off",
    oninput: (event) => set("speaker", event.target.value.trim()) });
  select.addEventListener("change", () => {
    typed.hidden = select.value !== OTHER;
    draft.speakerOpen = select.value === OPEN;
    if (select.value === OTHER) {
      typed.value = proposed(draft, names);
      set("speaker", typed.value);
      typed.select();
      return;
    }
    set("speaker", select.value);
    // Who is nobody has no role and no name.
    const nobody = select.value === "" ? { role: app.data.unknown, named: null } : null;
    const known = app.article.statements.speakers.find((reading) => reading.speaker === select.value) ?? nobody;
    if (known && !draft.roleTouched) {
      draft.reading = { ...draft.reading, role: known.role, named: known.named };
      app.refreshCard("speaker");
    }
  });
  return el("div", { class: "field" }, el("label", { for: "speaker" }, words.speaker), select, typed);
}

function roleField(app, draft, set) {
  const { words } = app;
  const select = el("select", { id: "role", class: app.css(draft.reading.role) },
    app.blind || !draft.reading.role ? el("option", { value: "" }, words.choose_role) : null,
    app.data.roles.map((role) => el("option", { value: role.name }, role.label)));
  select.value = draft.reading.role;
  const meaning = el("p", { class: "meaning", id: "meaning" });
  const explain = () => { meaning.textContent = app.data.roles.find((role) => role.name === select.value)?.meaning ?? ""; };
  select.setAttribute("aria-describedby", "meaning");
  select.addEventListener("change", () => {
    draft.roleTouched = true;
    select.className = app.css(select.value);
    explain();
    set("role", select.value);
  });
  explain();
  return el("div", { class: "field role-field" }, el("label", { for: "role" }, words.role), select, meaning);
}

function kindField(app, draft, set) {
  const { words } = app;
  const select = el("select", { id: "kind", onchange: (event) => set("kind", event.target.value) },
    app.blind && !draft.reading.kind ? el("option", { value: "" }, "—") : null,
    Object.entries(words.kinds).map(([value, label]) => el("option", { value }, label)));
  select.value = draft.reading.kind;
  return el("div", { class: "field" }, el("label", { for: "kind" }, words.kind), select);
}

function check(label, on, act) {
  return el("label", { class: "check" }, el("input", { type: "checkbox", checked: on, onchange: (event) => act(event.target.checked) }), label);
}

export function everywhereField(app, draft) {
  const number = app.article.statements.others(draft.entry).length;
  const box = el("div", { id: "everywhere" });
  if (!number) return box;
  const fields = draft.fields;
  const touches = ["speaker", "role", "named"].some((field) => fields.includes(field));
  if (!touches || draft.entry.isNew) return box;
  // Who is mistaken here is mostly right elsewhere; a wrong role is mostly wrong everywhere.
  const on = draft.everywhere ?? !fields.includes("speaker");
  const label = number === 1 ? app.words.everywhere_one : fill(app.words.everywhere, { number });
  box.append(check(label, on, (value) => { draft.everywhere = value; }));
  return box;
}

