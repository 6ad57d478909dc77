// The colors of another photo for this one.
import { call, getJson, upload } from "./api.js";
import { tellError } from "./notices.js";
import { t } from "./texts.js";

const find = (id) => document.getElementById(id);

export class Borrowing {
  #editor;

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
  }

  label() {
    const { recipe } = this.#editor;
    find("borrow").disabled = !recipe;
    find("borrow").textContent = t(recipe?.look.palette ? "return_borrowed" : "borrow");
  }

  // The file is on the server only as long as its colors are measured.
  async #borrow(file) {
    const { photo } = this.#editor;
    find("progress").hidden = false;
    try {
      const { photos: [{ id }] } = await upload(file, () => {});
      try {
        const palette = await getJson(`/api/photos/${id}/reference-colors`);
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
