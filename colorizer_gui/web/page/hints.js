// Hints: rings over the photo, and the panel for the color and the reach of the selected one.
import { getJson } from "./api.js";
import { draggable } from "./gestures.js";
import { tellError } from "./notices.js";
import { swatch } from "./swatches.js";
import { t } from "./texts.js";

const REACHES = ["here", "surface", "everywhere"];
const DEFAULT_REACH = "surface";
const RADIUS = 0.01;
const NUDGE = 0.005;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const find = (id) => document.getElementById(id);
const within = (value) => Math.min(Math.max(value, 0), 1);

export class Hints {
  #editor;
  #view;
  #rings = [];
  #asked = 0;
  #placed;

  // `placed` gets the lightness of the place of a hint that was added or selected.
  constructor(editor, view, placed) {
    this.#editor = editor;
    this.#view = view;
    this.#placed = placed;
    for (const name of ["opened", "edited", "selected"]) {
      editor.addEventListener(name, () => this.#update());
    }
    view.addEventListener("drawn", () => this.#place());
    find("keep-gray").addEventListener("click", () => this.recolor(0, 0));
    find("remove-hint").addEventListener("click", () => this.remove());
    find("other-color").addEventListener("input", (event) => this.#recolorAs(event.target.value));
    find("other-color").addEventListener("change", () => editor.endGesture());
    find("reach").addEventListener("change", (event) => this.#change({ reach: event.target.value }));
  }

  // The words of the reaches, once the language is known.
  label() {
    find("reach").replaceChildren(find("reach").querySelector("legend"));
    for (const reach of REACHES) {
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), {
        type: "radio", name: "reach", value: reach,
      });
      label.append(input, t(`reach_${reach}`));
      find("reach").append(label);
    }
    this.#update();
  }

  // Add a hint with the likeliest color of its place.
  async add(place) {
    const editor = this.#editor;
    if (!editor.recipe || place.x < 0 || place.x > 1 || place.y < 0 || place.y > 1) return;
    const { photo } = editor;
    try {
      const { colors, lightness } = await editor.suggestions(place.x, place.y);
      if (editor.photo !== photo) return;
      const { a, b } = colors[0];
      const hint = { x: place.x, y: place.y, a, b, radius: RADIUS, reach: DEFAULT_REACH };
      const hints = [...editor.recipe.hints, hint];
      editor.edit({ ...editor.recipe, hints }, null, hints.length - 1);
      this.#suggest(colors);
      this.#placed(lightness);
    } catch (error) {
      tellError(error);
    }
  }

  remove() {
    const { recipe, selected } = this.#editor;
    if (selected === null) return;
    const hints = recipe.hints.filter((_, index) => index !== selected);
    this.#editor.edit({ ...recipe, hints }, null, null);
    find("photo").focus();
  }

  #change(values, gesture = null) {
    const { recipe, selected } = this.#editor;
    if (selected === null) return;
    const hints = recipe.hints.map((hint, index) =>
      index === selected ? { ...hint, ...values } : hint);
    this.#editor.edit({ ...recipe, hints }, gesture);
  }

  recolor(a, b, gesture = null) { this.#change({ a, b }, gesture); }

  async #recolorAs(rgb) {
    try {
      const { a, b } = await getJson(`/api/colors/${rgb.slice(1)}`);
      this.recolor(a, b, "other color");
    } catch (error) {
      tellError(error);
    }
  }

  #update() {
    const { recipe, selected } = this.#editor;
    const hints = recipe?.hints ?? [];
    while (this.#rings.length > hints.length) this.#rings.pop().remove();
    while (this.#rings.length < hints.length) this.#rings.push(this.#ring(this.#rings.length));
    this.#rings.forEach((ring, index) => {
      ring.setAttribute("aria-label", t("hint", { number: index + 1 }));
      ring.setAttribute("aria-pressed", String(index === selected));
    });
    find("hint-panel").hidden = selected === null;
    find("no-hint").hidden = selected !== null;
    const reach = hints[selected]?.reach ?? DEFAULT_REACH;
    for (const input of find("reach").querySelectorAll("input")) {
      input.checked = input.value === reach;
    }
    this.#place();
  }

  #place() {
    const hints = this.#editor.recipe?.hints ?? [];
    this.#rings.forEach((ring, index) => {
      const { x, y } = this.#view.pointAt(hints[index]);
      Object.assign(ring.style, { left: `${x}px`, top: `${y}px` });
      ring.style.background = this.#view.colorAt(hints[index]);
    });
    const { selected } = this.#editor;
    if (selected !== null) find("other-color").value = this.#view.colorAt(hints[selected]);
    find("hints").hidden = this.#view.showsOriginal || !this.#rings.length;
  }

  #ring(index) {
    const ring = document.createElement("button");
    ring.className = "hint";
    ring.addEventListener("click", () => this.#select(index));
    ring.addEventListener("keydown", (event) => {
      if (event.key in ARROWS) {
        const [dx, dy] = ARROWS[event.key];
        const { x, y } = this.#editor.recipe.hints[index];
        this.#editor.selected = index;
        this.#change({ x: within(x + dx * NUDGE), y: within(y + dy * NUDGE) }, "nudge");
        event.preventDefault();
      }
    });
    draggable(ring, (point) => {
      const { x, y } = this.#view.placeAt(point.x, point.y);
      this.#editor.selected = index;
      this.#change({ x: within(x), y: within(y) }, `move ${index}`);
    }, () => this.#editor.endGesture());
    find("hints").append(ring);
    return ring;
  }

  async #select(index) {
    const editor = this.#editor;
    editor.select(index);
    const { x, y } = editor.recipe.hints[index];
    const asked = ++this.#asked;
    this.#suggest([]);
    try {
      const { colors, lightness } = await editor.suggestions(x, y, index);
      if (asked !== this.#asked || editor.selected !== index) return;
      this.#suggest(colors);
      this.#placed(lightness);
    } catch (error) {
      tellError(error);
    }
  }

  #suggest(colors) {
    this.#asked += colors.length ? 1 : 0;
    find("suggested").hidden = !colors.length;
    find("swatches").replaceChildren(...colors.map(
      (color) => swatch(color, (a, b) => this.recolor(a, b)),
    ));
  }
}
