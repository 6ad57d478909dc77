// Pictures that are fetched when they come into view, a few at a time, so that previews never wait.
const AT_A_TIME = 3;

export class LazyPictures {
  #waiting = [];
  #loading = 0;
  #observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#waiting.push(target);
      else this.#waiting = this.#waiting.filter((image) => image !== target);
    }
    this.#next();
  }, { rootMargin: "200px" });

  // Give an image its picture once it is looked at.
  watch(image, source) {
    image.dataset.source = source;
    this.#observer.observe(image);
  }

  // Forget all images that are not loaded yet.
  clear() {
    this.#observer.disconnect();
    this.#waiting = [];
  }

  #next() {
    while (this.#loading < AT_A_TIME && this.#waiting.length) {
      const image = this.#waiting.shift();
      this.#observer.unobserve(image);
      this.#loading += 1;
      for (const outcome of ["load", "error"]) {
        image.addEventListener(outcome, () => {
          this.#loading -= 1;
          this.#next();
        }, { once: true });
      }
      image.src = image.dataset.source;
    }
  }
}
