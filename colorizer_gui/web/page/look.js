// Sliders of the look.
const find = (id) => document.getElementById(id);
const HUNDREDTHS = 100;

export class Look {
  #editor;
  #rows = [];

  constructor(editor) {
    this.#editor = editor;
    for (const name of ["opened", "edited"]) editor.addEventListener(name, () => this.#update());
    find("reset-look").addEventListener("click", () => this.#reset());
  }

  // Make a slider of each adjustment.
  build(adjustments) {
    for (const id of ["common-sliders", "more-sliders"]) find(id).replaceChildren();
    this.#rows = adjustments.map((adjustment) => this.#slider(adjustment));
    this.#update();
  }

  #slider(adjustment) {
    const { name, low, high, neutral, zero, label, help } = adjustment;
    const shown = (value) => Math.round((value - zero) * HUNDREDTHS);
    const bounds = { min: shown(low), max: shown(high), step: 1 };
    const row = document.createElement("div");
    row.className = "slider";
    row.title = help;
    const words = Object.assign(document.createElement("label"), { textContent: label });
    words.htmlFor = `look-${name}`;
    const range = Object.assign(document.createElement("input"), { type: "range", ...bounds });
    range.id = words.htmlFor;
    const number = Object.assign(document.createElement("input"), { type: "number", ...bounds });
    number.setAttribute("aria-label", label);
    const set = (text, gesture) => {
      const value = Number(text) / HUNDREDTHS + zero;
      if (text === "" || !Number.isFinite(value)) return;
      this.#set(name, Math.min(Math.max(value, low), high), gesture);
    };
    range.addEventListener("input", () => set(range.value, `look ${name}`));
    range.addEventListener("change", () => this.#editor.endGesture());
    range.addEventListener("dblclick", () => this.#set(name, neutral));
    number.addEventListener("change", () => set(number.value));
    row.append(words, range, number);
    find(adjustment.is_common ? "common-sliders" : "more-sliders").append(row);
    return { name, neutral, range, number, shown };
  }

  #set(name, value, gesture = null) {
    const { recipe } = this.#editor;
    if (!recipe || recipe.look[name] === value) return;
    this.#editor.edit({ ...recipe, look: { ...recipe.look, [name]: value } }, gesture);
  }

  #reset() {
    const { recipe } = this.#editor;
    if (!recipe) return;
    const look = { ...recipe.look };
    for (const { name, neutral } of this.#rows) look[name] = neutral;
    this.#editor.edit({ ...recipe, look });
  }

  #update() {
    const { recipe } = this.#editor;
    for (const { name, neutral, range, number, shown } of this.#rows) {
      const value = String(shown(recipe?.look[name] ?? neutral));
      range.value = value;
      number.value = value;
      range.disabled = number.disabled = !recipe;
    }
    find("reset-look").disabled = !recipe;
    find("undo").disabled = !this.#editor.canUndo;
    find("redo").disabled = !this.#editor.canRedo;
  }
}
