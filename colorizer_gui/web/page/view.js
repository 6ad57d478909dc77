// Draws the photo: before and after on both sides of a divider, zoomed and moved.
import { Tiles } from "./tiles.js";

const LARGEST_SCALE = 16;
const PIXELS_SHOWN_FROM = 2; // device pixels for each of the photo

export class View extends EventTarget {
  before = null;
  after = null;
  showsOriginal = false;
  veil = null; // over the whole photo
  #canvas;
  #context;
  #photo = null;
  #scale = 1; // CSS pixels for each pixel of the photo
  #left = 0;
  #top = 0;
  #isFitted = true;
  #divider = 0.5;
  #isDrawing = false;
  #tiles = new Tiles(() => this.draw());
  #version = null;
  #probe = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  constructor(canvas) {
    super();
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d", { alpha: false });
    new ResizeObserver(() => this.#resize()).observe(canvas);
    window.addEventListener("resize", () => this.#resize());
  }

  get scale() { return this.#scale; }
  get divider() { return this.#divider; }
  set divider(value) {
    this.#divider = Math.min(Math.max(value, 0), 1);
    this.draw();
  }

  show(photo) {
    this.#photo = photo;
    this.before = this.after = this.#version = null;
    this.fit();
  }

  // The same photo, prepared in another way.
  showPrepared(photo) {
    this.#tiles.forget();
    this.show(photo);
  }

  // Tiles of a version of the colors; null while the server does not have the latest ones.
  useTiles(version) {
    this.#version = version;
    this.draw();
  }

  fit() {
    this.#isFitted = true;
    if (!this.#photo) return;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    this.#scale = Math.min(width / this.#photo.width, height / this.#photo.height) || 1;
    this.#left = (width - this.#photo.width * this.#scale) / 2;
    this.#top = (height - this.#photo.height * this.#scale) / 2;
    this.draw();
  }

  // One pixel of the photo on one of the device.
  fullSize() { this.zoom(1 / devicePixelRatio / this.#scale); }

  zoom(factor, x = this.#canvas.clientWidth / 2, y = this.#canvas.clientHeight / 2) {
    if (!this.#photo) return;
    const smallest = 16 / Math.max(this.#photo.width, this.#photo.height);
    const scale = Math.min(Math.max(this.#scale * factor, smallest), LARGEST_SCALE);
    this.#left = x - ((x - this.#left) * scale) / this.#scale;
    this.#top = y - ((y - this.#top) * scale) / this.#scale;
    this.#scale = scale;
    this.#isFitted = false;
    this.draw();
  }

  move(dx, dy) {
    this.#left += dx;
    this.#top += dy;
    this.#isFitted = false;
    this.draw();
  }

  // The place of the photo, 0..1 from its left and upper edge, at a point of the canvas.
  placeAt(x, y) {
    return {
      x: (x - this.#left) / this.#scale / this.#photo.width,
      y: (y - this.#top) / this.#scale / this.#photo.height,
    };
  }

  pointAt(place) {
    return {
      x: this.#left + place.x * this.#photo.width * this.#scale,
      y: this.#top + place.y * this.#photo.height * this.#scale,
    };
  }

  // The shown color of a place, for the rings of hints.
  colorAt(place) {
    const picture = this.after ?? this.before;
    if (!picture) return "#808080";
    const x = Math.min(Math.floor(place.x * picture.width), picture.width - 1);
    const y = Math.min(Math.floor(place.y * picture.height), picture.height - 1);
    this.#probe.drawImage(picture, x, y, 1, 1, 0, 0, 1, 1);
    const rgb = [...this.#probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
    return `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  }

  draw() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#paint();
      this.dispatchEvent(new Event("drawn"));
    });
  }

  #resize() {
    if (this.#isFitted) this.fit();
    else this.draw();
  }

  // Also where the page moves to a screen of another density.
  #useDevicePixels() {
    for (const [side, length] of [["width", "clientWidth"], ["height", "clientHeight"]]) {
      const wanted = Math.max(1, Math.round(this.#canvas[length] * devicePixelRatio));
      if (this.#canvas[side] !== wanted) this.#canvas[side] = wanted;
    }
  }

  #paint() {
    const context = this.#context;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    this.#useDevicePixels();
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.fillStyle = getComputedStyle(this.#canvas.parentElement).backgroundColor;
    context.fillRect(0, 0, width, height);
    if (!this.#photo) return;
    context.imageSmoothingEnabled = this.#scale * devicePixelRatio < PIXELS_SHOWN_FROM;
    context.imageSmoothingQuality = "high";
    const split = this.showsOriginal || !this.after ? width : this.#divider * width;
    if (this.#version !== null) this.#tiles.begin(`/api/photos/${this.#photo.id}`, this.#version);
    this.#paintSide("before", this.before, 0, split);
    this.#paintSide("after", this.after, split, width);
    if (!this.veil) return;
    context.imageSmoothingEnabled = true;
    const { width: across, height: down } = this.#photo;
    context.drawImage(this.veil, this.#left, this.#top, across * this.#scale, down * this.#scale);
  }

  #paintSide(side, picture, from, to) {
    if (!picture || to <= from) return;
    const context = this.#context;
    const { width, height } = this.#photo;
    context.save();
    context.beginPath();
    context.rect(from, 0, to - from, this.#canvas.clientHeight);
    context.clip();
    context.translate(this.#left, this.#top);
    context.scale(this.#scale, this.#scale);
    context.drawImage(picture, 0, 0, width, height);
    const density = Math.min(1, this.#scale * devicePixelRatio);
    const isCoarse = picture.width < width * density * 0.95;
    if (isCoarse && this.#version !== null) this.#paintTiles(side, density, from, to);
    context.restore();
  }

  #paintTiles(side, density, from, to) {
    const { width, height } = this.#photo;
    const area = {
      left: Math.max(0, (from - this.#left) / this.#scale),
      right: Math.min(width, (to - this.#left) / this.#scale),
      top: Math.max(0, -this.#top / this.#scale),
      bottom: Math.min(height, (this.#canvas.clientHeight - this.#top) / this.#scale),
    };
    const halvings = Math.max(0, Math.floor(Math.log2(1 / density)));
    for (const tile of this.#tiles.visible(side, halvings, area)) {
      const tileWidth = Math.min(tile.picture.width * tile.scale, width - tile.left);
      const tileHeight = Math.min(tile.picture.height * tile.scale, height - tile.top);
      this.#context.drawImage(tile.picture, tile.left, tile.top, tileWidth, tileHeight);
    }
  }
}
