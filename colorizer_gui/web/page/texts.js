// The words of the page in the language of the user; the server has them.
let about = { texts: {}, language: "" };

export function language() {
  return about.language;
}

export function use(answer) {
  about = answer;
  document.documentElement.lang = answer.language.replace("_", "-");
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = t(element.dataset.text);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    element.title = t(element.dataset.label);
  }
}

// A text with its fields filled in.
export function t(name, fields = {}) {
  const text = about.texts[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, field) => String(fields[field] ?? whole));
}
