// The archive of the server: its folders, thumbnails of their photos, and jobs for whole folders.
import { call, download, follow, getJson } from "./api.js";
import { keepingFocus } from "./focus.js";
import { LazyPictures } from "./lazy.js";
import { tell, tellError } from "./notices.js";
import { t } from "./texts.js";
import { Tree } from "./tree.js";

const AT_A_TIME = 100;
const ROOT = "f.";
const JOB = "colorizer-job";
const NO_SUCH_JOB = 404;
const find = (id) => document.getElementById(id);

export class Archive {
  #open;
  #folder = null;
  #asked = 0;
  #job = null;
  #isBuilt = false;
  #title = null;
  #pictures = new LazyPictures();
  #tree = new Tree((id) => this.#show(id));
  #end = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) this.#more();
  }, { rootMargin: "600px" });

  // `open` gets a photo of the archive that was chosen.
  constructor(open) {
    this.#open = open;
    find("archive").addEventListener("click", () => this.toggle());
    find("archive-close").addEventListener("click", () => this.toggle(false));
    find("archive-view").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.toggle(false);
    });
    const colorize = () => keepingFocus(() => this.#colorize());
    find("colorize-folder").addEventListener("click", colorize);
    find("stop-job").addEventListener("click", () => this.#stop());
    find("report").addEventListener("click", () => this.#report());
  }

  get exists() { return this.#title !== null; }
  get isShown() { return !find("archive-view").hidden; }

  // The words in the language of the page; `title` is null where the server has no archive.
  label(title) {
    this.#title = title;
    find("archive").hidden = !this.exists;
    this.#tree.label();
    this.#describe();
  }

  toggle(isShown = !this.isShown) {
    const hadFocus = find("archive-view").contains(document.activeElement);
    find("archive-view").hidden = !isShown;
    find("work").hidden = isShown;
    document.body.classList.toggle("browsing", isShown);
    find("archive").setAttribute("aria-expanded", String(isShown));
    if (!isShown) {
      if (hadFocus) find("archive").focus();
      return;
    }
    if (!this.#isBuilt) {
      this.#isBuilt = true;
      this.#tree.build(this.#title);
      this.#resume();
    }
    this.#show(this.#folder?.id ?? ROOT);
  }

  async #show(id) {
    const asked = ++this.#asked;
    this.#tree.mark(id);
    try {
      const folder = await this.#list(id, 0);
      if (asked !== this.#asked) return;
      this.#folder = folder;
      this.#pictures.clear();
      this.#end.disconnect();
      find("found").replaceChildren();
      find("found").scrollTop = 0;
      this.#add(folder.photos);
      this.#describe();
    } catch (error) {
      if (asked === this.#asked) tellError(error);
    }
  }

  #list(id, start) {
    return getJson(`/api/archive/folders/${id}?start=${start}&count=${AT_A_TIME}`);
  }

  async #more() {
    this.#end.disconnect();
    const { id } = this.#folder;
    const asked = this.#asked;
    try {
      const { photos } = await this.#list(id, find("found").children.length);
      if (asked === this.#asked) this.#add(photos);
    } catch (error) {
      tellError(error);
    }
  }

  #add(photos) {
    find("found").append(...photos.map((photo) => this.#found(photo)));
    const last = find("found").lastElementChild;
    if (last && find("found").children.length < this.#folder.total) this.#end.observe(last);
  }

  #found({ id, name, version, is_colorized: isColorized, is_edited: isEdited }) {
    const button = Object.assign(document.createElement("button"), { className: "found" });
    const image = Object.assign(document.createElement("img"), { alt: "" });
    this.#pictures.watch(image, `/api/archive/photos/${id}/thumbnail?version=${version}`);
    const words = Object.assign(document.createElement("span"), { textContent: name });
    button.title = name;
    button.append(image, words);
    const marks = [isColorized && "colorized", isEdited && "edited"].filter(Boolean);
    for (const mark of marks.slice(0, 1)) {
      const shown = Object.assign(document.createElement("span"), { className: "mark" });
      shown.dataset.text = mark;
      shown.textContent = t(mark);
      button.append(shown);
    }
    button.addEventListener("click", () => this.#open({ id, name }));
    return button;
  }

  #describe() {
    if (!this.#folder) return;
    const { name, total, left_out: leftOut } = this.#folder;
    find("folder-name").textContent = name;
    const count = total ? t("photo_count", { count: total }) : t("no_photos");
    find("folder-note").textContent = [count, leftOut].filter(Boolean).join(" ");
  }

  // jobs

  async #colorize() {
    const subfolders = find("with-subfolders").checked;
    const headers = { "Content-Type": "application/json" };
    this.#showJob(true);
    try {
      const path = `/api/archive/folders/${this.#folder.id}/jobs`;
      const body = JSON.stringify({ subfolders });
      const { id } = await getJson(path, { method: "POST", body, headers });
      localStorage.setItem(JOB, id);
      await this.#follow(id);
    } catch (error) {
      tellError(error);
    }
    this.#showJob(false);
    this.#show(this.#folder.id);
  }

  // Go on to follow a job that an earlier visit began.
  async #resume() {
    const id = localStorage.getItem(JOB);
    if (!id) return;
    this.#showJob(true);
    try {
      await this.#follow(id);
    } catch (error) {
      if (error.status === NO_SUCH_JOB) localStorage.removeItem(JOB);
      else tellError(error);
    }
    this.#showJob(false);
  }

  async #follow(id) {
    this.#job = id;
    find("stop-job").hidden = false;
    const last = await follow(`/api/jobs/${id}/events`, (each) => {
      find("job-progress").max = Math.max(each.total, 1);
      find("job-progress").value = each.done;
      find("job-state").textContent = t("job_progress", each);
    });
    for (const { detail } of last.problems) tell(detail);
    find("job-state").textContent = [last.detail, last.summary].filter(Boolean).join(" ");
    find("report").hidden = !last.summary;
  }

  #showJob(isRunning) {
    find("colorize-folder").disabled = isRunning;
    find("job-progress").hidden = !isRunning;
    find("stop-job").hidden = true; // until there is a job
    if (!isRunning) return;
    find("job-progress").removeAttribute("value");
    find("job-state").textContent = "";
    find("report").hidden = true;
  }

  async #stop() {
    try {
      if (this.#job) await call(`/api/jobs/${this.#job}/stop`, { method: "POST" });
    } catch (error) {
      tellError(error);
    }
  }

  async #report() {
    try {
      await download(`/api/jobs/${this.#job}/report`);
    } catch (error) {
      tellError(error);
    }
  }
}
