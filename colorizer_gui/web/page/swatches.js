// Buttons that show a color, and say its name.

export function swatch({ a, b, rgb, name }, pick) {
  const words = `${name}, ${rgb}`;
  const button = Object.assign(document.createElement("button"), { className: "swatch", title: words });
  button.style.background = rgb;
  button.setAttribute("aria-label", words);
  button.addEventListener("click", () => pick(a, b));
  return button;
}
