// Presets: named looks with a picture of what each makes of the photo.
import { call, getJson } from "./api.js";
import { askName } from "./names.js";
import { tellError } from "./notices.js";
import { t } from "./texts.js";

const PICTURE_DELAY = 500; // ms after the latest edit
const find = (id) => document.getElementById(id);
const address = (name) => `/api/presets?${new URLSearchParams({ name })}`;

export class Presets {
  #editor;
  #names = []; // of the adjustments
  #presets = [];
  #shown = "";
  #timer = null;
  #abort = new AbortController();

  constructor(editor) {
    this.#editor = editor;
    for (const name of ["opened", "edited"]) editor.addEventListener(name, () => this.#update());
    find("presets").addEventListener("toggle", () => this.#load());
    find("save-preset").addEventListener("click", () => this.#save());
  }

  // Take the names of the adjustments; the presets are asked for again, in another language.
  label(adjustments) {
    this.#names = adjustments.map(({ name }) => name);
    this.#load();
  }

  async #load() {
    if (!find("presets").open) return;
    try {
      this.#presets = await getJson("/api/presets");
      find("preset-list").replaceChildren(...this.#presets.map((preset) => this.#item(preset)));
      this.#shown = "";
      this.#update();
    } catch (error) {
      tellError(error);
    }
  }

  #item({ name, look, is_own: isOwn }) {
    const item = Object.assign(document.createElement("div"), { className: "preset" });
    const button = document.createElement("button");
    const words = Object.assign(document.createElement("span"), { textContent: name });
    button.append(Object.assign(document.createElement("img"), { alt: "" }), words);
    button.title = name;
    button.addEventListener("click", () => this.#editor.edit(this.#with(look)));
    item.append(button);
    if (!isOwn) return item;
    const remove = Object.assign(document.createElement("button"), { className: "remove" });
    remove.textContent = "\u00d7";
    remove.title = t("remove_preset", { name });
    remove.setAttribute("aria-label", remove.title);
    remove.addEventListener("click", () => this.#change(address(name), { method: "DELETE" }));
    item.append(remove);
    return item;
  }

  // The recipe with another look; borrowed colors stay.
  #with(look) {
    const { recipe } = this.#editor;
    return { ...recipe, look: { ...recipe.look, ...look } };
  }

  #update() {
    const { recipe } = this.#editor;
    find("save-preset").disabled = !recipe;
    if (!recipe || !find("presets").open) return;
    this.#presets.forEach(({ look }, place) => {
      const isInUse = this.#names.every((name) => recipe.look[name] === look[name]);
      const button = find("preset-list").children[place]?.firstElementChild;
      button?.setAttribute("aria-pressed", String(isInUse));
    });
    const { model, hints, regions, look: { palette, version } } = recipe;
    const others = [this.#editor.photo.id, model, hints, regions, palette, version];
    const wanted = JSON.stringify(others);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#picture(), PICTURE_DELAY);
  }

  async #picture() {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const images = find("preset-list").querySelectorAll("img");
    try {
      for (const [place, { look }] of this.#presets.entries()) {
        const options = { method: "POST", body: JSON.stringify(this.#with(look)), signal };
        const answer = await call(`${this.#editor.path}/preview?size=small`, options);
        const image = images[place];
        if (image.src) URL.revokeObjectURL(image.src);
        image.src = URL.createObjectURL(await answer.blob());
      }
    } catch (error) {
      tellError(error);
    }
  }

  async #save() {
    const { look } = this.#editor.recipe;
    const name = await askName("preset_name");
    if (!name) return;
    const values = Object.fromEntries(this.#names.map((each) => [each, look[each]]));
    const headers = { "Content-Type": "application/json" };
    await this.#change(address(name), { method: "PUT", body: JSON.stringify({ look: values }), headers });
  }

  async #change(path, options) {
    try {
      await call(path, options);
    } catch (error) {
      tellError(error);
    }
    await this.#load();
  }
}
