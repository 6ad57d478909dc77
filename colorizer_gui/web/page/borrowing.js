// The colors of another photo for this one, matched as a whole or by place.
import { call, getJson, upload } from "./api.js";
import { tellError } from "./notices.js";
import { t } from "./texts.js";

const BY_PLACE = "place";
const find = (id) => document.getElementById(id);

export class Borrowing {
  #editor;
  #prefersPlaces = false;

  constructor(editor) {
    this.#editor = editor;
    for (const name of ["opened", "edited"]) editor.addEventListener(name, () => this.label());
    find("borrow").addEventListener("click", () => {
      if (editor.recipe.look.palette) this.#use(null);
      else find("reference-file").click();
    });
    find("reference-file").addEventListener("change", (event) => {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) this.#borrow(file);
    });
    find("match").addEventListener("change", (event) => {
      this.#prefersPlaces = event.target.value === BY_PLACE;
      this.#use({ ...editor.recipe.look.palette, method: event.target.value });
    });
  }

  label() {
    const { recipe } = this.#editor;
    find("borrow").disabled = !recipe;
    const palette = recipe?.look.palette;
    find("borrow").textContent = t(palette ? "return_borrowed" : "borrow");
    find("match-row").hidden = !palette;
    if (!palette) return;
    const [whole, place] = find("match").options;
    (palette.method === BY_PLACE ? place : whole).selected = true;
    place.disabled = !palette.copy;
    find("match-row").title = t(palette.copy ? "match_help" : "match_toned");
  }

  // The file is on the server only as long as its colors are measured.
  async #borrow(file) {
    const { photo } = this.#editor;
    find("progress").hidden = false;
    try {
      const { photos: [{ id }] } = await upload(file, () => {});
      try {
        const palette = await getJson(`/api/photos/${id}/reference-colors?keep_copy=true`);
        if (this.#prefersPlaces && palette.copy) palette.method = BY_PLACE;
        if (this.#editor.photo === photo) this.#use(palette);
      } finally {
        await call(`/api/photos/${id}`, { method: "DELETE" });
      }
    } catch (error) {
      find("progress").hidden = true;
      tellError(error);
    }
  }

  #use(palette) {
    const { recipe } = this.#editor;
    this.#editor.edit({ ...recipe, look: { ...recipe.look, palette } });
  }
}
