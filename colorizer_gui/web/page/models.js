// The choice of the model, and what there is to know where a recipe means another one.
import { tell } from "./notices.js";
import { t } from "./texts.js";

const find = (id) => document.getElementById(id);

export class Models {
  #editor;
  #models = [];
  #told = null;
  #notice = null;

  constructor(editor) {
    this.#editor = editor;
    for (const name of ["opened", "edited"]) editor.addEventListener(name, () => this.#update());
    editor.addEventListener("opened", () => this.#tell(null));
    editor.addEventListener("told", ({ detail }) => this.#tell(detail));
    find("model").addEventListener("change", (event) => this.#use(event.target.value));
  }

  offer(models) {
    this.#models = models;
    find("model").replaceChildren(...models.map((model) => new Option(model.name, model.id)));
    find("model-section").hidden = models.length < 2;
    this.#update();
    if (this.#told) this.#tell(this.#told);
  }

  #named(id) { return this.#models.find((model) => model.id === id); }

  // The model that colors with a recipe: its checksum decides, as on the server.
  #meant({ model, model_sha256: sha256 }) {
    const named = this.#named(model);
    if (!sha256 || named?.sha256 === sha256) return named;
    return this.#models.find((each) => each.sha256 === sha256) ?? named;
  }

  #use(id) {
    const { recipe } = this.#editor;
    if (!recipe) return; // its photo is still being read
    this.#editor.edit({ ...recipe, model: id, model_sha256: this.#named(id).sha256 });
  }

  #update() {
    const { recipe } = this.#editor;
    find("model").disabled = !recipe;
    if (recipe) find("model").value = this.#meant(recipe)?.id ?? "";
  }

  // A sentence about the model of the photo; where there is a newer one, it is offered.
  #tell(text) {
    this.#notice?.remove();
    this.#told = text;
    if (!text) return;
    const { recipe } = this.#editor;
    const meant = this.#meant(recipe);
    const newer = this.#named(recipe.model);
    const actions = newer && meant !== newer ? [
      [t("new_version"), () => this.#use(newer.id)],
      [t("keep_colors"), () => this.#use(meant.id)],
    ] : [];
    this.#notice = tell(text, actions);
  }
}
