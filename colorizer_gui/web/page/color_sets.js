// Color sets: named colors for a series of photos, the same as those of the window.
import { call, getJson } from "./api.js";
import { askName } from "./names.js";
import { tellError } from "./notices.js";
import { swatch } from "./swatches.js";
import { t } from "./texts.js";

const REMEMBERED = "colorizer-color-set";
const find = (id) => document.getElementById(id);
const address = (name) => `/api/color-sets?${new URLSearchParams({ name })}`;

export class ColorSets {
  #editor;
  #sets = [];
  #lightness = 60;
  #pick;

  // `pick` gets the color (a*, b*) that was chosen.
  constructor(editor, pick) {
    this.#editor = editor;
    this.#pick = pick;
    for (const name of ["edited", "selected"]) editor.addEventListener(name, () => this.#update());
    find("color-set").addEventListener("change", (event) => {
      localStorage.setItem(REMEMBERED, event.target.value);
      this.#fill();
    });
    find("new-set").addEventListener("click", () => this.#begin());
    find("remove-set").addEventListener("click", () => this.#remove());
    find("keep-color").addEventListener("click", () => this.#keep());
  }

  get #set() { return this.#sets.find(({ name }) => name === find("color-set").value); }
  get #hint() { return this.#editor.recipe?.hints[this.#editor.selected]; }
  get #isKept() {
    const hint = this.#hint;
    return Boolean(hint && this.#set?.colors.some(({ a, b }) => a === hint.a && b === hint.b));
  }

  // Show the colors as they look at the lightness of a place.
  async show(lightness = this.#lightness) {
    this.#lightness = lightness;
    try {
      this.#sets = await getJson(`/api/color-sets?lightness=${lightness}`);
    } catch (error) {
      return tellError(error);
    }
    find("color-set").replaceChildren(...this.#sets.map(({ name }) => new Option(name, name)));
    const remembered = localStorage.getItem(REMEMBERED);
    if (this.#sets.some(({ name }) => name === remembered)) find("color-set").value = remembered;
    this.#fill();
  }

  #fill() {
    const colors = this.#set?.colors ?? [];
    find("set-colors").replaceChildren(...colors.map((color) => swatch(color, this.#pick)));
    for (const id of ["known-sets", "keep-color", "remove-set"]) find(id).hidden = !this.#set;
    this.#update();
  }

  #update() {
    const hint = this.#hint;
    const colors = this.#set?.colors ?? [];
    colors.forEach(({ a, b }, place) => {
      const isInUse = Boolean(hint && a === hint.a && b === hint.b);
      find("set-colors").children[place]?.setAttribute("aria-pressed", String(isInUse));
    });
    find("keep-color").textContent = t(this.#isKept ? "drop_color" : "keep_color");
  }

  async #begin() {
    const name = await askName("set_name");
    if (!name) return;
    localStorage.setItem(REMEMBERED, name);
    const known = this.#sets.find((each) => each.name === name)?.colors ?? [];
    const { a, b } = this.#hint;
    await this.#put(name, [...known, { a, b }]);
  }

  #keep() {
    const { a, b } = this.#hint;
    const { name, colors } = this.#set;
    const others = colors.filter((each) => each.a !== a || each.b !== b);
    return this.#put(name, this.#isKept ? others : [...colors, { a, b }]);
  }

  #remove() { return this.#change(address(this.#set.name), { method: "DELETE" }); }

  #put(name, colors) {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ colors: colors.map(({ a, b }) => ({ a, b })) });
    return this.#change(address(name), { method: "PUT", body, headers });
  }

  async #change(path, options) {
    try {
      await call(path, options);
    } catch (error) {
      tellError(error);
    }
    await this.show();
  }
}
