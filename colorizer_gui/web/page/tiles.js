// Squares of the photo's own pixels, fetched where the preview is too coarse.
import { getPicture } from "./api.js";

const SIDE = 512;
const MOST_KEPT = 80;
const AT_A_TIME = 3;

export class Tiles {
  #kept = new Map();
  #loading = new Map();
  #prefix = "";
  #loaded;

  constructor(loaded) { this.#loaded = loaded; }

  // Forget the tiles of another photo, or of an older recipe.
  begin(path, version) {
    const prefix = `${path}@${version}`;
    if (prefix === this.#prefix) return;
    this.#prefix = prefix;
    this.path = path;
    for (const controller of this.#loading.values()) controller.abort();
    this.#loading.clear();
    for (const key of this.#kept.keys()) {
      const isBefore = key.startsWith("before") && key.includes(path);
      if (!isBefore) this.#kept.delete(key);
    }
  }

  // Forget all tiles, such as those of a photo that is prepared in another way.
  forget() {
    this.#prefix = "";
    for (const controller of this.#loading.values()) controller.abort();
    this.#loading.clear();
    this.#kept.clear();
  }

  // The tiles of an area of the photo, in its pixels; those that are missing are fetched.
  visible(side, halvings, area) {
    const span = SIDE * 2 ** halvings;
    const found = [];
    for (let y = Math.floor(area.top / span); y * span < area.bottom; y++) {
      for (let x = Math.floor(area.left / span); x * span < area.right; x++) {
        const key = `${side} ${this.path} ${halvings}/${x}/${y}`;
        const picture = this.#kept.get(key);
        if (picture) {
          this.#kept.delete(key); // to the end: the latest used are kept
          this.#kept.set(key, picture);
          found.push({ picture, left: x * span, top: y * span, scale: 2 ** halvings });
        } else {
          this.#fetch(key, `${this.path}/tiles/${halvings}/${x}/${y}?side=${side}`);
        }
      }
    }
    return found;
  }

  async #fetch(key, path) {
    if (this.#loading.has(key) || this.#loading.size >= AT_A_TIME) return;
    const controller = new AbortController();
    this.#loading.set(key, controller);
    try {
      const picture = await getPicture(path, { signal: controller.signal });
      if (!controller.signal.aborted) this.#keep(key, picture);
    } catch {
      // The preview is shown in its place; it is asked for again when the view moves.
    } finally {
      if (this.#loading.get(key) === controller) this.#loading.delete(key);
    }
  }

  #keep(key, picture) {
    this.#kept.set(key, picture);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value);
    this.#loaded();
  }
}
