// Everything that is to be looked at in, a dialog in which one is found and chosen out.

import { el, fill } from "./dom.js";

const MOST = 300;

export function listOf(app, dialog, list, find) {
  const { words } = app;
  const draw = () => {
    const wanted = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const found = app.items.filter((item) => wanted.every((word) => item.label.toLocaleLowerCase().includes(word)));
    list.replaceChildren(
      ...found.slice(0, MOST).map((item) =>
        el("li", {}, el("button", {
          type: "button", class: item === app.item ? "here" : "", "aria-current": item === app.item ? "true" : null,
          onclick: () => {
            dialog.close();
            app.go(app.items.indexOf(item));
          },
        }, el("span", { class: "tick", "aria-hidden": "true" }, item.done ? "✓" : ""), item.done ? el("span", { class: "unseen" }, `${words.looked_at}: `) : "", el("bdi", { lang: "en" }, item.label)))),
      ...(found.length > MOST ? [el("li", { class: "small" }, fill(words.more, { number: found.length - MOST }))] : []),
    );
  };
  find.value = "";
  find.oninput = draw;
  draw();
  dialog.showModal();
  list.querySelector(".here")?.scrollIntoView({ block: "center" });
}
