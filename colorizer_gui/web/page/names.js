// Asks for a name in a small dialog.
import { t } from "./texts.js";

const find = (id) => document.getElementById(id);

// Gives the name that was typed, or null.
export function askName(label, name = "") {
  const dialog = find("name-dialog");
  find("name-label").textContent = t(label);
  find("name").value = name;
  dialog.returnValue = "";
  dialog.showModal();
  find("name").select();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const typed = find("name").value.trim();
      resolve(dialog.returnValue === "keep" && typed ? typed : null);
    }, { once: true });
  });
}
