// What results are like: their format, what they show, and the options that the format has.
import { t } from "./texts.js";

const CONTENTS = ["result", "before-after", "layer"];
const find = (id) => document.getElementById(id);
const create = (name, values) => Object.assign(document.createElement(name), values);

function fill(select, entries) {
  const chosen = select.value;
  select.replaceChildren(...entries.map(({ value, label }) => new Option(label, value)));
  const values = entries.map(({ value }) => String(value));
  select.value = values.includes(chosen) ? chosen : values[0];
}

export class Options {
  #editor;
  #formats = [];
  #rows = [];

  constructor(editor) {
    this.#editor = editor;
    for (const id of ["format", "content", "options"]) {
      find(id).addEventListener("change", () => this.#follow());
    }
    editor.addEventListener("opened", () => this.#follow());
  }

  // The choices in the language of the page; what was chosen stays.
  build({ formats, options }) {
    this.#formats = formats;
    const labeled = formats.map(({ id, label }) => ({ value: id, label }));
    fill(find("format"), [{ value: "", label: t("as_photo") }, ...labeled]);
    fill(find("content"), CONTENTS.map((name) => (
      { value: name, label: t(`content_${name.replace("-", "_")}`) })));
    const kept = this.#rows.map(({ input }) => [input.value, input.checked]);
    this.#rows = options.map((option) => this.#row(option));
    kept.forEach(([value, checked], place) => {
      Object.assign(this.#rows[place].input, { value, checked });
    });
    find("options").replaceChildren(...this.#rows.map(({ row }) => row));
    this.#follow();
  }

  // As the server takes them; what the format has not is left out.
  get values() {
    const values = { content: find("content").value };
    if (find("format").value) values.format = find("format").value;
    for (const { row, input, option } of this.#rows) {
      if (row.hidden) continue;
      const { value } = input;
      if (input.type === "checkbox") values[option.name] = input.checked;
      else if (option.limits || option.name === "depth") {
        if (Number(value)) values[option.name] = Number(value);
      } else if (value) values[option.name] = value;
    }
    return values;
  }

  #row(option) {
    const { name, label, help, choices, limits, default: value } = option;
    const input = choices ? create("select") : create("input", { type: "checkbox", checked: true });
    if (choices) fill(input, choices);
    if (limits) {
      const [min, max] = limits;
      Object.assign(input, { type: "number", min, max, defaultValue: value ?? "" });
      if (value === null) input.placeholder = t("automatic");
      input.addEventListener("change", () => this.#limit(input));
    }
    input.id = `option-${name}`;
    const row = create("label", { className: "row", title: help ?? "" });
    row.append(create("span", { textContent: label }), input);
    return { row, input, option };
  }

  // A number that is none becomes the default, and one beyond the limits the nearest.
  #limit(input) {
    if (!input.value) input.value = input.defaultValue;
    else input.value = Math.round(Math.min(Math.max(input.value, input.min), input.max));
  }

  // Show what results of the chosen format have.
  #follow() {
    const name = find("format").value || this.#editor.photo?.format;
    const format = this.#formats.find(({ id }) => id === name);
    if (!format) return;
    const isResult = find("content").value === CONTENTS[0];
    for (const { row, input, option } of this.#rows) {
      const { formats, of_result: ofResult, needs, choices } = option;
      row.hidden = !formats.includes(name) || (ofResult && !isResult)
        || (needs && !find(`option-${needs}`).value);
      if (option.name === "depth" && !row.hidden) {
        fill(input, choices.filter(({ value }) => !value || format.depths.includes(value)));
      }
    }
  }
}
