// What pointers and keys do on the photo: click, drag, pinch, wheel, arrows.
const CLICK_DISTANCE = 5;
const ARROW_STEP = 40;
const ZOOM_STEP = 1.25;
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export function listen(canvas, view, clicked) {
  const pointers = new Map();
  let moved = 0;

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const spread = () => {
    const [one, other] = [...pointers.values()];
    return {
      x: (one.x + other.x) / 2,
      y: (one.y + other.y) / 2,
      size: Math.hypot(one.x - other.x, one.y - other.y) || 1,
    };
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    if (!pointers.size) moved = 0;
    pointers.set(event.pointerId, at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId)) return;
    const old = pointers.get(event.pointerId);
    const now = at(event);
    const earlier = pointers.size === 2 ? spread() : null;
    moved += Math.hypot(now.x - old.x, now.y - old.y);
    pointers.set(event.pointerId, now);
    if (moved < CLICK_DISTANCE) return;
    if (earlier) {
      const later = spread();
      view.move(later.x - earlier.x, later.y - earlier.y);
      view.zoom(later.size / earlier.size, later.x, later.y);
    } else {
      view.move(now.x - old.x, now.y - old.y);
    }
  });
  canvas.addEventListener("pointerup", (event) => {
    const isClick = pointers.size === 1 && pointers.has(event.pointerId) && moved < CLICK_DISTANCE;
    pointers.delete(event.pointerId);
    if (isClick) clicked(at(event));
  });
  canvas.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { x, y } = at(event);
    view.zoom(ZOOM_STEP ** -Math.sign(event.deltaY), x, y);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROWS) view.move(...ARROWS[event.key].map((part) => part * ARROW_STEP));
    else if (event.key === "+") view.zoom(ZOOM_STEP);
    else if (event.key === "-") view.zoom(1 / ZOOM_STEP);
    else if (event.key === "Enter") clicked({ x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 });
    else return;
    event.preventDefault();
  });
}

// Let an element be dragged; `drag` gets the point in the element's parent.
export function draggable(element, drag, end = () => {}) {
  let isDragged = false;
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    isDragged = true;
  });
  element.addEventListener("pointermove", (event) => {
    if (!isDragged) return;
    const box = element.parentElement.getBoundingClientRect();
    drag({ x: event.clientX - box.left, y: event.clientY - box.top });
  });
  for (const name of ["pointerup", "pointercancel"]) {
    element.addEventListener(name, () => {
      isDragged = false;
      end();
    });
  }
}
