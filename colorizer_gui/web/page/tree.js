// The tree of the archive's folders; each is asked for its own ones when it is unfolded.
import { getJson } from "./api.js";
import { tellError } from "./notices.js";
import { t } from "./texts.js";

const ROOT = { id: "f.", name: "" };

export class Tree {
  #list = document.getElementById("tree-list");
  #chosen = () => {};

  // `chosen` gets the id of a folder.
  constructor(chosen) { this.#chosen = chosen; }

  // Begin anew with the archive itself, unfolded.
  async build(title) {
    const item = this.#item({ ...ROOT, name: title });
    this.#list.replaceChildren(item);
    await this.#unfold(item);
  }

  mark(id) {
    for (const button of this.#list.querySelectorAll(".folder")) {
      if (button.dataset.id === id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  // The words of all buttons, in another language.
  label() {
    for (const toggle of this.#list.querySelectorAll(".toggle")) this.#labelToggle(toggle);
  }

  #labelToggle(toggle) {
    toggle.setAttribute("aria-label", t("folders_in", { name: toggle.dataset.name }));
  }

  #item({ id, name }) {
    const item = document.createElement("li");
    const toggle = Object.assign(document.createElement("button"), { className: "toggle" });
    toggle.dataset.name = name;
    toggle.setAttribute("aria-expanded", "false");
    this.#labelToggle(toggle);
    toggle.addEventListener("click", () => this.#unfold(item));
    const button = Object.assign(document.createElement("button"), { className: "folder" });
    button.textContent = name;
    button.dataset.id = id;
    button.addEventListener("click", () => {
      if (toggle.getAttribute("aria-expanded") === "false") this.#unfold(item);
      this.#chosen(id);
    });
    item.append(toggle, button);
    return item;
  }

  async #unfold(item) {
    const toggle = item.querySelector(".toggle");
    const isOpen = toggle.getAttribute("aria-expanded") === "true";
    toggle.setAttribute("aria-expanded", String(!isOpen));
    item.querySelector("ul")?.remove();
    if (isOpen) return;
    try {
      const { id } = item.querySelector(".folder").dataset;
      const { folders } = await getJson(`/api/archive/folders/${id}?count=0`);
      const list = document.createElement("ul");
      list.append(...folders.map((folder) => this.#item(folder)));
      item.querySelector("ul")?.remove();
      item.append(list);
      toggle.disabled = !folders.length;
    } catch (error) {
      toggle.setAttribute("aria-expanded", "false");
      tellError(error);
    }
  }
}
