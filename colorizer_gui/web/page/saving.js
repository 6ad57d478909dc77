// Downloads of results and recipes, and recipes from files.
import { download, getJson, Problem } from "./api.js";
import { tell, tellError } from "./notices.js";
import { t } from "./texts.js";

const CONTENTS = ["result", "before-after", "layer"];
const find = (id) => document.getElementById(id);

// Follow a job until it is over; gives its last state.
function followed(path, progress) {
  return new Promise((resolve, reject) => {
    const events = new EventSource(path);
    events.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      progress(state);
      if (state.state === "running") return;
      events.close();
      resolve(state);
    };
    events.onerror = () => {
      events.close();
      reject(new Problem(0, t("no_server")));
    };
  });
}

export class Saving {
  #editor;
  #photos;

  constructor(editor, photos) {
    this.#editor = editor;
    this.#photos = photos;
    photos.addEventListener("changed", () => {
      find("download-all").hidden = photos.ids.length < 2;
    });
    find("download-all").addEventListener("click", () => this.#all());
    find("download").addEventListener("click", () => this.#result());
    find("recipe-down").addEventListener("click", () => this.#get("recipe"));
    find("recipe-up").addEventListener("click", () => find("recipe-file").click());
    find("recipe-file").addEventListener("change", async (event) => {
      const [file] = event.target.files;
      event.target.value = "";
      if (!file || !editor.recipe) return;
      try {
        await editor.replace(await file.text());
      } catch (error) {
        tellError(error);
      }
    });
  }

  // The choices in the language of the page.
  label(formats) {
    const chosen = [find("format").value, find("content").value];
    find("format").replaceChildren(
      new Option(t("as_photo"), ""), ...formats.map(({ id, label }) => new Option(label, id)));
    find("content").replaceChildren(...CONTENTS.map((name) =>
      new Option(t(`content_${name.replace("-", "_")}`), name)));
    find("format").value = chosen[0];
    find("content").value = chosen[1] || CONTENTS[0];
  }

  #options() {
    const options = { content: find("content").value };
    if (find("format").value) options.format = find("format").value;
    return options;
  }

  #result() {
    return this.#get(`result?${new URLSearchParams(this.#options())}`);
  }

  // The results of all photos as one ZIP, made by the server meanwhile.
  async #all() {
    find("download-all").disabled = true;
    try {
      await this.#editor.flush();
      const body = JSON.stringify({ photos: this.#photos.ids, options: this.#options() });
      const headers = { "Content-Type": "application/json" };
      const job = await getJson("/api/jobs", { method: "POST", body, headers });
      const last = await followed(`/api/jobs/${job.id}/events`, (each) => {
        find("status").textContent = t("all_progress", each);
      });
      for (const { detail } of last.problems) tell(detail);
      if (last.state === "done") await download(`/api/jobs/${job.id}/result`);
      else tell(last.detail);
    } catch (error) {
      tellError(error);
    } finally {
      find("download-all").disabled = false;
    }
  }

  async #get(what) {
    if (!this.#editor.recipe) return;
    find("download").disabled = true;
    find("progress").hidden = false;
    try {
      await this.#editor.flush();
      tell(await download(`${this.#editor.path}/${what}`));
    } catch (error) {
      tellError(error);
    } finally {
      find("download").disabled = false;
      find("progress").hidden = true;
    }
  }
}
