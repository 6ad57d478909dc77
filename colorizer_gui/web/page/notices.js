// Sentences over the upper edge of the photo, which stay until they are dismissed.
import { t } from "./texts.js";

const place = document.getElementById("notices");
const MOST = 4;

// `actions` are pairs of what a button says and what it does. A newer notice replaces one that
// says the same. Gives the notice, or null where there is nothing to say.
export function tell(text, actions = []) {
  if (!text) return null;
  [...place.children].find((each) => each.dataset.text === text)?.remove();
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
      act();
    });
    return button;
  }));
  notice.append(words, buttons);
  place.append(notice);
  while (place.children.length > MOST) place.firstElementChild.remove();
  return notice;
}

// What was given up on purpose is no error.
export function tellError(error) {
  if (error.name !== "AbortError") tell(error.message);
}
