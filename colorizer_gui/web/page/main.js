// Puts the page together.
import { getJson } from "./api.js";
import { Archive } from "./archive.js";
import { Borrowing } from "./borrowing.js";
import { ColorSets } from "./color_sets.js";
import { Editor } from "./editor.js";
import { draggable, listen } from "./gestures.js";
import { Hints } from "./hints.js";
import { Look } from "./look.js";
import { Matches } from "./matches.js";
import { Models } from "./models.js";
import { tellError } from "./notices.js";
import { Options } from "./options.js";
import { Photos } from "./photos.js";
import { Presets } from "./presets.js";
import { Saving } from "./saving.js";
import { t, use } from "./texts.js";
import { Variants } from "./variants.js";
import { View } from "./view.js";

const LANGUAGE = "colorizer-language";
const ZOOM_STEP = 1.25;
const DIVIDER_STEP = 0.02;
const LONGEST_DOUBLE_CLICK = 500; // ms
const find = (id) => document.getElementById(id);

const editor = new Editor();
const view = new View(find("photo"));
const colorSets = new ColorSets(editor, (a, b) => hints.recolor(a, b));
const hints = new Hints(editor, view, (lightness) => colorSets.show(lightness));
const presets = new Presets(editor);
const borrowing = new Borrowing(editor);
new Variants(editor);
new Matches(editor, view);
const look = new Look(editor);
const models = new Models(editor);
const photos = new Photos((photo) => editor.open(photo), () => editor.leave());
let chosenAt = -LONGEST_DOUBLE_CLICK;
const archive = new Archive((photo) => {
  chosenAt = performance.now();
  archive.toggle(false);
  photos.open(photo);
});
const options = new Options(editor);
const saving = new Saving(editor, photos, options);
photos.addEventListener("settled", describe);

function showOriginal(isShown) {
  view.showsOriginal = isShown;
  find("original").setAttribute("aria-pressed", String(isShown));
  view.draw();
}

// The status line, where nothing else is to be said.
function describe() {
  const words = find("progress").hidden ? "ready" : "coloring";
  find("status").textContent = editor.photo ? t(words, editor.photo) : "";
}

editor.addEventListener("opened", () => {
  const isEmpty = !editor.photo;
  find("empty").hidden = !isEmpty;
  for (const id of ["photo", "divider", "before-label", "after-label", "panel", "add",
    "edit-tools", "view-tools"]) find(id).hidden = isEmpty;
  view.show(editor.photo);
  find("photo").setAttribute("aria-label", t("photo_area"));
  showOriginal(false);
  describe();
});
editor.addEventListener("prepared", () => {
  view.showPrepared(editor.photo);
  describe();
});
editor.addEventListener("before", ({ detail }) => {
  view.before = detail;
  view.draw();
});
editor.addEventListener("after", ({ detail }) => {
  view.after = detail;
  view.draw();
});
editor.addEventListener("edited", () => view.useTiles(null));
editor.addEventListener("saved", () => view.useTiles(editor.version));
editor.addEventListener("busy", ({ detail: isBusy }) => {
  find("progress").hidden = !isBusy;
  describe();
});

view.addEventListener("drawn", () => {
  const percent = Math.round(view.scale * devicePixelRatio * 100);
  find("zoom").textContent = `${percent} %`;
  find("divider").style.left = `${100 * view.divider}%`;
  find("divider").setAttribute("aria-valuenow", Math.round(100 * view.divider));
});

listen(find("photo"), view, ({ x, y }) => {
  // The second half of a double click on a photo of the archive is no hint on the one before it.
  if (performance.now() - chosenAt < LONGEST_DOUBLE_CLICK) return;
  hints.add(view.placeAt(x, y));
});
draggable(find("divider"), ({ x }) => { view.divider = x / find("stage").clientWidth; });
find("divider").addEventListener("keydown", (event) => {
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
  if (event.key in steps) view.divider += steps[event.key] * DIVIDER_STEP;
  else if (event.key === "Home") view.divider = 0;
  else if (event.key === "End") view.divider = 1;
  else return;
  event.preventDefault();
});

const clicks = {
  "zoom-in": () => view.zoom(ZOOM_STEP),
  "zoom-out": () => view.zoom(1 / ZOOM_STEP),
  "fit": () => view.fit(),
  "full-size": () => view.fullSize(),
  "undo": () => editor.undo(),
  "redo": () => editor.redo(),
  "original": () => showOriginal(!view.showsOriginal),
  "add": () => find("files").click(),
  "choose": () => find("files").click(),
};
for (const [id, clicked] of Object.entries(clicks)) find(id).addEventListener("click", clicked);

find("files").addEventListener("change", (event) => {
  const files = [...event.target.files];
  event.target.value = "";
  add(files);
});
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    find("stage").classList.toggle("dragged-over", name === "dragover");
    if (name === "drop") add([...event.dataTransfer.files]);
  });
}
document.addEventListener("paste", (event) => {
  if (event.clipboardData.files.length) add([...event.clipboardData.files]);
});

const isTyping = (element) => element.matches("input:not([type=range]), select, textarea");
document.addEventListener("keydown", (event) => {
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (isTyping(event.target) || archive.isShown || document.querySelector("dialog[open]")) return;
  if (isCommand && key === "z") event.shiftKey ? editor.redo() : editor.undo();
  else if (isCommand && key === "y") editor.redo();
  else if (key === "delete" || key === "backspace") hints.remove();
  else if (key === "\\") showOriginal(true);
  else return;
  event.preventDefault();
});
document.addEventListener("keyup", (event) => {
  if (event.key === "\\") showOriginal(false);
});
window.addEventListener("pagehide", () => editor.flush());

// What is dropped or chosen is looked at, wherever one was.
function add(files) {
  archive.toggle(false);
  photos.add(files);
}

async function speak(language) {
  const about = await getJson(`/api/about${language ? `?language=${language}` : ""}`);
  use(about);
  const names = Object.entries(about.languages);
  find("language").replaceChildren(...names.map(([id, name]) => new Option(name, id)));
  find("language").value = about.language;
  const kinds = [...about.suffixes, "image/*"].join(",");
  find("files").accept = find("reference-file").accept = kinds;
  hints.label();
  look.build(about.adjustments);
  presets.label(about.adjustments);
  borrowing.label();
  options.build(about);
  archive.label(about.archive);
  describe();
}
find("language").addEventListener("change", (event) => {
  localStorage.setItem(LANGUAGE, event.target.value);
  speak(event.target.value).catch(tellError);
});

try {
  await speak(localStorage.getItem(LANGUAGE));
  await photos.restore();
  saving.resume();
  if (archive.exists && !photos.ids.length) archive.toggle(true);
  models.offer(await getJson("/api/models"));
} catch (error) {
  tellError(error);
}
