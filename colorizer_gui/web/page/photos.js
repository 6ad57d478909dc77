// The photos of this browser: uploaded, shown in the strip, remembered by their ids.
import { NO_SUCH_PHOTO, call, getJson, patiently, upload } from "./api.js";
import { tell, tellError } from "./notices.js";
import { t } from "./texts.js";

const REMEMBERED = "colorizer-photos";
// Ids of photos that lie in the archive of the server, beginning so, are never uploads.
export const isOfArchive = ({ id }) => id.startsWith("p.");
const open = (id) => getJson(`/api/archive/photos/${id}`, { method: "POST" });
const find = (id) => document.getElementById(id);

// What this browser remembers. Other tabs remember theirs in the same place.
function remembered() {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED)) ?? [];
  } catch {
    return [];
  }
}

function forget(id) {
  const others = remembered().filter((each) => each.id !== id);
  localStorage.setItem(REMEMBERED, JSON.stringify(others));
  return others;
}

function remember({ id, name }) {
  localStorage.setItem(REMEMBERED, JSON.stringify([...forget(id), { id, name }]));
}

export class Photos extends EventTarget {
  #photos = [];
  #current = null;
  #show;
  #leave;

  // `show` gets the photo to be shown, or null; `leave` says whether the one before may be left.
  constructor(show, leave) {
    super();
    this.#show = show;
    this.#leave = leave;
  }

  get ids() { return this.#photos.map(({ id }) => id); }

  // Find the photos of earlier visits again; the server is waited for where it does not answer.
  async restore() {
    for (const { id, name } of remembered()) {
      try {
        this.#photos.push(await patiently(() => getJson(`/api/photos/${id}`)));
      } catch (error) {
        if (error.status !== NO_SUCH_PHOTO) tellError(error);
        else {
          forget(id);
          tell(t("gone", { name }));
        }
      }
    }
    this.#changed();
    if (this.#photos.length) this.#choose(this.#photos[0]);
  }

  // Open those of the archive again: a server that was started anew knows none of them.
  async reopen() {
    for (const { id } of this.#photos.filter(isOfArchive)) await open(id);
  }

  // Upload files one after the other; the first of them is shown as soon as it is there.
  async add(files) {
    let isFirst = true;
    for (const file of files) {
      try {
        const progress = (share) => {
          const percent = Math.round(100 * share);
          find("status").textContent = t("uploading", { name: file.name, percent });
        };
        progress(0);
        const answer = await upload(file, progress);
        for (const { detail } of answer.problems) tell(detail);
        for (const photo of answer.photos) {
          photo.notices.forEach(tell);
          this.#photos.push(photo);
          remember(photo);
          this.#changed();
          if (isFirst) this.#choose(photo);
          isFirst = false;
        }
      } catch (error) {
        tellError(error);
      }
    }
    this.dispatchEvent(new Event("settled"));
  }

  // Show a photo of the archive.
  async open({ id, name }) {
    const known = this.#photos.find((photo) => photo.id === id);
    if (known) return this.#choose(known);
    find("status").textContent = t("opening", { name });
    find("progress").hidden = false;
    try {
      const photo = await open(id);
      photo.notices.forEach(tell);
      this.#photos.push(photo);
      remember(photo);
      await this.#choose(photo);
      if (document.activeElement === find("archive")) find("photo").focus();
    } catch (error) {
      find("progress").hidden = true;
      this.dispatchEvent(new Event("settled"));
      tellError(error);
    }
  }

  // The keys go on from the neighbor where they were in the thumbnail.
  async #remove(photo, thumb) {
    const hadFocus = thumb.contains(document.activeElement);
    try {
      if (!isOfArchive(photo)) await call(`/api/photos/${photo.id}`, { method: "DELETE" });
    } catch (error) {
      if (error.status !== NO_SUCH_PHOTO) return tellError(error);
    }
    const place = this.#photos.indexOf(photo);
    this.#photos.splice(place, 1);
    forget(photo.id);
    this.#changed();
    const neighbor = Math.max(0, place - 1);
    if (photo === this.#current) await this.#choose(this.#photos[neighbor] ?? null);
    if (hadFocus) (find("strip").children[neighbor]?.firstElementChild ?? find("choose")).focus();
  }

  async #choose(photo) {
    if (!(await this.#leave())) return null;
    this.#current = photo;
    this.#changed();
    return this.#show(photo);
  }

  #changed() {
    this.dispatchEvent(new Event("changed"));
    find("strip").hidden = !this.#photos.length;
    const focused = document.activeElement;
    const known = new Map([...find("strip").children].map((each) => [each.dataset.id, each]));
    find("strip").replaceChildren(...this.#photos.map((photo) =>
      known.get(photo.id) ?? this.#thumb(photo)));
    if (find("strip").contains(focused)) focused.focus(); // what is put in again has lost it
    for (const thumb of find("strip").children) {
      const isCurrent = thumb.dataset.id === this.#current?.id;
      thumb.firstElementChild.setAttribute("aria-pressed", String(isCurrent));
    }
  }

  #thumb(photo) {
    const thumb = document.createElement("div");
    thumb.className = "thumb";
    thumb.dataset.id = photo.id;
    const button = document.createElement("button");
    button.title = photo.name;
    const image = document.createElement("img");
    image.alt = photo.name;
    image.loading = "lazy";
    image.src = isOfArchive(photo) ? `/api/archive/photos/${photo.id}/thumbnail`
      : `/api/photos/${photo.id}/preview?side=before&size=draft`;
    button.append(image);
    button.addEventListener("click", () => this.#choose(photo));
    const remove = document.createElement("button");
    remove.className = "remove";
    remove.textContent = "\u00d7";
    const words = isOfArchive(photo) ? "close" : "remove";
    remove.title = t(words, { name: photo.name });
    remove.setAttribute("aria-label", remove.title);
    remove.addEventListener("click", () => this.#remove(photo, thumb));
    thumb.append(button, remove);
    return thumb;
  }
}
