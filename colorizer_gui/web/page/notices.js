// Sentences over the upper edge of the photo, which stay until they are dismissed.
import { t } from "./texts.js";

const place = document.getElementById("notices");
const MOST = 50;
const find = (text) => [...place.children].find((each) => each.dataset.text === text);

// `actions` are pairs of what a button says and what it does. A newer notice with them
// replaces one that says the same. Gives the notice, or null where there is nothing to say.
export function tell(text, actions = []) {
  if (!text) return null;
  const earlier = find(text);
  if (earlier && !actions.length) return earlier;
  earlier?.remove();
  const notice = document.createElement("div");
  notice.className = "notice";
  notice.dataset.text = text;
  const words = document.createElement("span");
  words.textContent = text;
  const buttons = Object.assign(document.createElement("div"), { className: "group" });
  const answers = actions.length ? actions : [[t("dismiss"), () => {}]];
  buttons.append(...answers.map(([label, act]) => {
    const button = Object.assign(document.createElement("button"), { textContent: label });
    button.addEventListener("click", () => {
      notice.remove();
      const others = [...place.querySelectorAll("button")];
      const next = others.at(-1) ?? ["photo", "choose"].map((id) => document.getElementById(id))
        .find((each) => !each.hidden);
      next?.focus();
      act();
    });
    return button;
  }));
  notice.append(words, buttons);
  place.append(notice);
  while (place.children.length > MOST) place.firstElementChild.remove();
  return notice;
}

// Take a sentence away that is no longer true.
export function untell(text) {
  find(text)?.remove();
}

// What was given up on purpose is no error.
export function tellError(error) {
  if (error.name !== "AbortError") tell(error.message);
}
