// Sentences over the upper edge of the photo, which stay until they are dismissed.
import { t } from "./texts.js";

const place = document.getElementById("notices");
const MOST = 50;
const find = (text) => [...place.children].find((each) => each.dataset.text === text);

export function tell(text) {
  if (!text || find(text)) return;
  const notice = document.createElement("div");
  notice.className = "notice";
  notice.dataset.text = text;
  const words = document.createElement("span");
  words.textContent = text;
  const button = document.createElement("button");
  button.textContent = t("dismiss");
  button.addEventListener("click", () => notice.remove());
  notice.append(words, button);
  place.append(notice);
  while (place.children.length > MOST) place.firstElementChild.remove();
}

// Take a sentence away that is no longer true.
export function untell(text) {
  find(text)?.remove();
}

// What was given up on purpose is no error.
export function tellError(error) {
  if (error.name !== "AbortError") tell(error.message);
}
