// Downloads of results and recipes, and recipes from files.
import { NO_SUCH_PHOTO, call, download, follow, getJson, handOver } from "./api.js";
import { keepingFocus } from "./focus.js";
import { tell, tellError } from "./notices.js";
import { isOfArchive } from "./photos.js";
import { t } from "./texts.js";

const JOB = "colorizer-zip";
const find = (id) => document.getElementById(id);

export class Saving {
  #editor;
  #photos;
  #options;
  #job = null;

  constructor(editor, photos, options) {
    this.#editor = editor;
    this.#photos = photos;
    this.#options = options;
    photos.addEventListener("changed", () => {
      find("download-all").hidden = photos.ids.length < 2;
    });
    find("download-all").addEventListener("click", () => this.#all());
    find("stop-all").addEventListener("click", () => this.#stop());
    editor.addEventListener("opened", () => {
      const isOffered = Boolean(editor.photo) && isOfArchive(editor.photo);
      find("save-archive").hidden = !isOffered;
      find("download").classList.toggle("primary", !isOffered);
    });
    find("save-archive").addEventListener("click", () => this.#intoArchive());
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

  #result() {
    return this.#get(`result?${new URLSearchParams(this.#options.values)}`);
  }

  // The result beside the photo of the archive, or where the server was told.
  async #intoArchive() {
    const { photo } = this.#editor;
    await this.#working(async () => {
      const body = JSON.stringify(this.#options.values);
      const headers = { "Content-Type": "application/json" };
      const path = `/api/archive/photos/${photo.id}/results`;
      const { name, notices } = await getJson(path, { method: "POST", body, headers });
      notices.forEach(tell);
      find("status").textContent = t("saved_as", { name });
    });
  }

  // The results of all photos as one ZIP, made by the server meanwhile.
  #all() {
    return this.#disabling(["download-all"], async () => {
      if (!(await this.#editor.flush())) return;
      const { id } = await this.#begin().catch(async (error) => {
        if (error.status !== NO_SUCH_PHOTO) throw error;
        await this.#photos.reopen(); // after a restart of the server
        return this.#begin();
      });
      sessionStorage.setItem(JOB, id); // of this tab, else each would download the ZIP
      await this.#follow(id);
    });
  }

  #begin() {
    const body = JSON.stringify({ photos: this.#photos.ids, options: this.#options.values });
    const headers = { "Content-Type": "application/json" };
    return getJson("/api/jobs", { method: "POST", body, headers });
  }

  // Go on with the ZIP that was being made when the page was left.
  resume() {
    const id = sessionStorage.getItem(JOB);
    if (id) this.#disabling(["download-all"], () => this.#follow(id));
  }

  async #follow(id) {
    this.#job = `/api/jobs/${id}`;
    find("stop-all").hidden = false;
    try {
      const last = await follow(`${this.#job}/events`, (each) => {
        find("status").textContent = t("all_progress", each);
      });
      for (const { detail } of last.problems) tell(detail);
      if (last.state === "done") handOver(`${this.#job}/result`);
      else this.#offer(last);
    } finally {
      sessionStorage.removeItem(JOB);
      find("stop-all").hidden = true;
    }
  }

  // Do something that must not be begun again meanwhile.
  #disabling(ids, act) {
    return keepingFocus(async () => {
      for (const id of ids) find(id).disabled = true;
      await act().catch(tellError);
      for (const id of ids) find(id).disabled = false;
    });
  }

  // What there is of a job that was stopped or failed.
  #offer({ detail, summary, has_file: hasFile }) {
    const job = this.#job;
    const report = () => download(`${job}/report`).catch(tellError);
    const file = () => call(job).then(() => handOver(`${job}/result`), tellError); // still there?
    const actions = [[t("report"), report], [t("dismiss"), () => {}]];
    if (hasFile) actions.unshift([t("download_done"), file]);
    tell([detail, summary].filter(Boolean).join(" "), actions);
  }

  async #stop() {
    try {
      await call(`${this.#job}/stop`, { method: "POST" });
    } catch (error) {
      tellError(error);
    }
  }

  #get(what) {
    return this.#working(async () => tell(await download(`${this.#editor.path}/${what}`)));
  }

  // Do something with the photo as it is now.
  async #working(act) {
    if (!this.#editor.recipe) return;
    find("progress").hidden = false;
    await this.#disabling(["download", "save-archive"], async () => {
      if (await this.#editor.flush()) await act();
    });
    find("progress").hidden = true;
  }
}
