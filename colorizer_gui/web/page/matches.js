// Shows which places take the colors of the reference photo, as a veil over all others.
import { getJson } from "./api.js";
import { tellError } from "./notices.js";

const DARKEST = 170; // of 255, as in the window
const find = (id) => document.getElementById(id);

// A black picture that lets through what places take from the reference photo.
function veilOf({ width, height, share }) {
  const veil = new OffscreenCanvas(width, height);
  const pixels = new ImageData(width, height);
  [...atob(share)].forEach((byte, place) => {
    pixels.data[4 * place + 3] = DARKEST * (1 - byte.charCodeAt(0) / 255);
  });
  veil.getContext("2d").putImageData(pixels, 0, 0);
  return veil;
}

export class Matches {
  #editor;
  #view;
  #isWanted = false;
  #abort = new AbortController();

  constructor(editor, view) {
    this.#editor = editor;
    this.#view = view;
    find("show-matches").addEventListener("click", () => {
      this.#isWanted = !this.#isWanted;
      this.#update();
    });
    for (const name of ["opened", "edited"]) editor.addEventListener(name, () => this.#update());
  }

  async #update() {
    const { recipe } = this.#editor;
    const isPossible = recipe?.look.palette?.method === "place";
    this.#isWanted &&= isPossible;
    find("show-matches").hidden = !isPossible;
    find("show-matches").setAttribute("aria-pressed", String(this.#isWanted));
    find("matches-legend").hidden = !this.#isWanted;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    if (!this.#isWanted) return this.#show(null);
    try {
      const options = { method: "POST", body: JSON.stringify(recipe), signal };
      const match = await getJson(`${this.#editor.path}/matches`, options);
      if (!signal.aborted) this.#show(veilOf(match));
    } catch (error) {
      tellError(error);
    }
  }

  #show(veil) {
    this.#view.veil = veil;
    this.#view.draw();
  }
}
