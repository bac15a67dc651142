// Elements made of data. Text is only ever set as text, so that nothing from an article can run.

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A sentence with its numbers put in: fill("%(a)s of %(b)s", {a: 1, b: 2}). */
export const fill = (sentence, values) => sentence.replace(/%\((\w+)\)s/g, (_, name) => String(values[name]));

export const shortened = (words, length) => {
  const plain = words.replace(/\s+/g, " ");
  return plain.length <= length ? plain : `${plain.slice(0, length - 1).trimEnd()}…`;
};

/** The same with both ends: who moves one of them sees where it is. */
export const bothEnds = (words, length) => {
  const plain = words.replace(/\s+/g, " ");
  const half = Math.floor((length - 3) / 2);
  return plain.length <= length ? plain : `${plain.slice(0, half).trimEnd()} … ${plain.slice(-half).trimStart()}`;
};
