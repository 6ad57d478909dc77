// The photo that is shown, its recipe with undo, and its previews.
import { NO_SERVER, RETRY_DELAY, call, getJson, getPicture, noticeOf } from "./api.js";
import { tell, tellError } from "./notices.js";
import { t } from "./texts.js";

const SAVE_DELAY = 300; // ms after the latest edit
const DRAFT_PIXELS = 900_000; // below it, drafts are no smaller
const CHANGED_ELSEWHERE = 412;

const preparationOf = (recipe) => JSON.stringify(recipe.prepare ?? null);

export class Editor extends EventTarget {
  photo = null;
  recipe = null;
  selected = null;
  version = 0; // of what the server has, for tiles
  #done = [];
  #undone = [];
  #gesture = null;
  #tag = null;
  #timer = null;
  #saving = Promise.resolve();
  #isDirty = false;
  #problem = null; // why the server does not have the latest recipe
  #retry = null;
  #abort = new AbortController();
  #isRendering = false;
  #wanted = false;
  #preparation = ""; // of the photo that is shown

  get canUndo() { return this.#done.length > 0; }
  get canRedo() { return this.#undone.length > 0; }
  get path() { return `/api/photos/${this.photo.id}`; }

  async open(photo) {
    await this.flush();
    this.#abort.abort();
    this.#abort = new AbortController();
    const signal = this.#abort.signal;
    Object.assign(this, { photo, recipe: null, selected: null });
    this.#isDirty = false;
    this.#problem = null;
    this.#done = [];
    this.#undone = [];
    this.#isRendering = this.#wanted = false;
    this.#send("opened");
    if (!photo) return;
    this.#busy(true);
    try {
      const before = getPicture(`${this.path}/preview?side=before`, { signal });
      before.catch(() => {}); // told below, unless the recipe fails first
      const response = await call(`${this.path}/recipe`, { signal });
      this.#take(await response.json(), response.headers.get("ETag"));
      this.#preparation = preparationOf(this.recipe);
      this.#send("before", await before);
      this.#send("edited");
      this.#send("saved");
      this.#send("told", noticeOf(response));
      this.#render();
    } catch (error) {
      this.#busy(false);
      this.#failed(error);
    }
  }

  // Whether the photo may be left: not while its latest edits would be lost.
  async leave() {
    await this.flush();
    return this.#problem?.status !== NO_SERVER;
  }

  // Change the recipe; edits with the same gesture are one step of undo.
  edit(recipe, gesture = null, selected = this.selected) {
    if (gesture === null || gesture !== this.#gesture) {
      this.#done.push({ recipe: this.recipe, selected: this.selected });
    }
    this.#gesture = gesture;
    this.#undone = [];
    this.#change(recipe, selected);
  }

  endGesture() { this.#gesture = null; }
  undo() { this.#step(this.#done, this.#undone); }
  redo() { this.#step(this.#undone, this.#done); }

  select(index) {
    this.selected = index;
    this.#gesture = null;
    this.#send("selected");
  }

  // Let the server have the latest recipe; says whether it has.
  async flush() {
    clearTimeout(this.#timer);
    if (this.#isDirty) {
      this.#isDirty = false;
      const { path, recipe } = this;
      this.#saving = this.#saving.then(() => this.#save(path, recipe));
    }
    await this.#saving;
    return !this.#problem;
  }

  // Take a recipe from a file, which the server checks first; edits meanwhile are saved after it.
  async replace(text) {
    if (!(await this.flush())) return;
    const { path } = this;
    const replacing = this.#saving.then(async () => {
      const headers = { "Content-Type": "application/json", "If-Match": this.#tag };
      const response = await call(`${path}/recipe`, { method: "PUT", body: text, headers });
      this.#tag = response.headers.get("ETag");
      return [await response.json(), noticeOf(response)];
    });
    this.#saving = replacing.then(() => {}, () => {});
    const [recipe, notice] = await replacing;
    this.edit(recipe, null, null);
    this.#send("told", notice);
  }

  suggestions(x, y, without = null) {
    const left = without === null ? "" : `&without=${without}`;
    const path = `${this.path}/suggestions?x=${x}&y=${y}${left}`;
    return this.flush().then(() => getJson(path, { signal: this.#abort.signal }));
  }

  #step(from, to) {
    if (!from.length) return;
    to.push({ recipe: this.recipe, selected: this.selected });
    const { recipe, selected } = from.pop();
    this.#gesture = null;
    this.#change(recipe, selected);
  }

  #change(recipe, selected) {
    Object.assign(this, { recipe, selected });
    this.#isDirty = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), SAVE_DELAY);
    this.#send("edited");
    if (preparationOf(recipe) === this.#preparation) this.#render();
    else this.flush();
  }

  #take(recipe, tag) {
    this.recipe = recipe;
    this.#tag = tag;
    this.version += 1;
  }

  // Show the photo anew where the server has a recipe that prepares it in another way.
  async #prepare(recipe) {
    const preparation = preparationOf(recipe);
    if (preparation === this.#preparation) return;
    const { signal } = this.#abort;
    const photo = await getJson(this.path, { signal });
    const before = await getPicture(`${this.path}/preview?side=before`, { signal });
    this.#preparation = preparation;
    this.photo = { ...this.photo, width: photo.width, height: photo.height };
    this.#send("prepared");
    this.#send("before", before);
    this.#render();
  }

  async #save(path, recipe) {
    const headers = { "Content-Type": "application/json", "If-Match": this.#tag };
    const body = JSON.stringify(recipe);
    this.#problem = null;
    try {
      const response = await call(`${path}/recipe`, { method: "PUT", body, headers });
      this.#tag = response.headers.get("ETag");
      this.version += 1;
      if (this.path === path) await this.#prepare(recipe);
      this.#send("saved");
    } catch (error) {
      if (error.status === CHANGED_ELSEWHERE) await this.#takeOver(path);
      else this.#notSaved(error);
    }
  }

  #notSaved(error) {
    this.#isDirty = true;
    this.#problem = error;
    this.#failed(error);
  }

  // Take the recipe that was made elsewhere, such as in another tab; undo leads back.
  async #takeOver(path) {
    try {
      const response = await call(`${path}/recipe`);
      this.#done.push({ recipe: this.recipe, selected: null });
      this.#take(await response.json(), response.headers.get("ETag"));
      this.selected = null;
      this.#isDirty = false;
      await this.#prepare(this.recipe);
      tell(t("taken_over"));
      this.#send("edited");
      this.#send("saved");
      this.#render();
    } catch (error) {
      this.#notSaved(error);
    }
  }

  // Tell what went wrong; where the server does not answer, all that failed is tried again.
  #failed(error) {
    tellError(error);
    clearTimeout(this.#retry);
    if (error.status === NO_SERVER) this.#retry = setTimeout(() => this.#again(), RETRY_DELAY);
  }

  async #again() {
    if (!this.photo) return;
    if (!this.recipe) await this.open(this.photo);
    else if (await this.flush()) this.#render();
  }

  // Ask for previews one after the other, always of the newest recipe: a draft, then a finer one.
  async #render() {
    if (this.#isRendering) {
      this.#wanted = true;
      return;
    }
    this.#isRendering = true;
    this.#busy(true);
    const { photo, recipe } = this;
    const { signal } = this.#abort;
    const isSmall = photo.width * photo.height <= DRAFT_PIXELS;
    try {
      for (const size of isSmall ? ["screen"] : ["draft", "screen"]) {
        if (this.#wanted) break;
        const options = { method: "POST", body: JSON.stringify(recipe), signal };
        const picture = await getPicture(`${this.path}/preview?size=${size}`, options);
        if (signal.aborted) return;
        this.#send("after", picture);
      }
    } catch (error) {
      this.#failed(error);
    }
    if (signal.aborted) return;
    this.#isRendering = false;
    if (this.#wanted) {
      this.#wanted = false;
      this.#render();
    } else {
      this.#busy(false);
    }
  }

  #busy(isBusy) { this.#send("busy", isBusy); }
  #send(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })); }
}
