// Variants: large pictures of the selected surface, or of the whole photo, to choose from.
import { getJson } from "./api.js";
import { tellError } from "./notices.js";
import { t } from "./texts.js";

const find = (id) => document.getElementById(id);
const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

export class Variants {
  #editor;
  #abort = new AbortController();

  constructor(editor) {
    this.#editor = editor;
    editor.addEventListener("opened", () => find("variants").close());
    find("show-variants").addEventListener("click", () => this.#open());
    find("close-variants").addEventListener("click", () => find("variants").close());
    find("variants").addEventListener("close", () => this.#forget());
  }

  async #open() {
    const { recipe, selected } = this.#editor;
    if (!recipe) return;
    this.#forget();
    this.#abort = new AbortController();
    find("surface-variants").hidden = selected === null;
    find("variants").showModal();
    find("variants-state").textContent = t("coloring");
    const parts = [["vividness", "whole-pictures"], ["models", "whole-pictures"]];
    if (selected !== null) parts.unshift([`surface&hint=${selected}`, "surface-pictures"]);
    try {
      for (const [group, place] of parts) await this.#add(group, find(place));
      find("variants-state").textContent = t("choose_variant");
    } catch (error) {
      if (error.name === "AbortError") return;
      find("variants").close();
      tellError(error);
    }
  }

  async #add(group, place) {
    const { signal } = this.#abort;
    const options = { method: "POST", body: JSON.stringify(this.#editor.recipe), signal };
    const path = `${this.#editor.path}/variants?group=${group}`;
    const { variants, notices } = await getJson(path, options);
    place.append(...variants.map((variant) => this.#item(variant)));
    for (const text of notices) {
      find("variants-notes").append(Object.assign(document.createElement("p"), { textContent: text }));
    }
  }

  #item(variant) {
    const button = Object.assign(document.createElement("button"), { className: "variant" });
    const image = Object.assign(document.createElement("img"), { alt: "" });
    image.src = URL.createObjectURL(new Blob([bytes(variant.picture)], { type: "image/jpeg" }));
    const words = Object.assign(document.createElement("span"), { textContent: variant.label });
    button.append(image, words);
    if (variant.rgb !== null) {
      const color = Object.assign(document.createElement("span"), { className: "color" });
      color.style.background = variant.rgb;
      words.prepend(color);
    }
    const { look } = this.#editor.recipe;
    button.setAttribute("aria-pressed", String(variant.vividness === look.vividness));
    button.addEventListener("click", () => {
      this.#use(variant);
      find("variants").close();
    });
    return button;
  }

  #use({ vividness, model, a, b }) {
    const { recipe, selected } = this.#editor;
    if (vividness !== null) {
      this.#editor.edit({ ...recipe, look: { ...recipe.look, vividness } });
    } else if (model !== null) {
      // JSON leaves out what is undefined: the checksum is that of the model before.
      this.#editor.edit({ ...recipe, model, model_sha256: undefined });
    } else {
      const hints = recipe.hints.map((hint, place) => (place === selected ? { ...hint, a, b } : hint));
      this.#editor.edit({ ...recipe, hints });
    }
  }

  // Stop what is asked for, and drop the pictures.
  #forget() {
    this.#abort.abort();
    for (const image of find("variants").querySelectorAll("img")) URL.revokeObjectURL(image.src);
    for (const id of ["surface-pictures", "whole-pictures", "variants-notes"]) {
      find(id).replaceChildren();
    }
  }
}
