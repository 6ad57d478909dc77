// Requests to the server. What goes wrong becomes a Problem with a sentence for the user.
import { tellError, untell } from "./notices.js";
import { language, t } from "./texts.js";

export const NO_SERVER = 0; // in the place of a status
export const RETRY_DELAY = 3000; // ms, while the server does not answer
export const NO_SUCH_PHOTO = 404;
// Photos that lie in the archive of the server, which after a restart has to open them again.
const OF_ARCHIVE = /^\/api\/(?:photos|archive\/photos(?=\/[^/]+\/results))\/(p\.[^/]+)/;
const LARGEST_KEPT_ALIVE = 20_000; // characters that browsers still send for a page that is left

export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function problemOf(status, text) {
  try {
    return new Problem(status, JSON.parse(text).detail);
  } catch { // the words of a proxy
    return new Problem(NO_SERVER, t("no_server"));
  }
}

export async function call(path, options = {}) {
  const headers = { ...options.headers };
  if (language()) headers["Accept-Language"] = language().replace("_", "-");
  const keepalive = options.method === "PUT" && options.body.length < LARGEST_KEPT_ALIVE;
  let response;
  try {
    response = await fetch(path, { ...options, headers, keepalive });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(NO_SERVER, t("no_server"));
  }
  const archived = OF_ARCHIVE.exec(path);
  if (response.status === NO_SUCH_PHOTO && archived && !options.isAgain) {
    await call(`/api/archive/photos/${archived[1]}`, { method: "POST" });
    return call(path, { ...options, isAgain: true });
  }
  if (!response.ok) throw await problemOf(response.status, await response.text());
  untell(t("no_server"));
  return response;
}

export async function getJson(path, options) {
  return (await call(path, options)).json();
}

export async function getPicture(path, options) {
  const response = await call(path, options);
  return createImageBitmap(await response.blob());
}

// Fetch cannot tell how much of an upload has been sent.
export function upload(file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/photos");
    if (language()) request.setRequestHeader("Accept-Language", language().replace("_", "-"));
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onerror = () => reject(new Problem(NO_SERVER, t("no_server")));
    request.onload = async () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText));
      else reject(await problemOf(request.status, request.responseText));
    };
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

// Let the browser itself load and save a file: one of any size, even where the page is left.
export function handOver(path) {
  const link = document.createElement("a");
  link.href = path;
  link.download = ""; // under the name that the server gives
  link.click();
}

// Let the browser save what the server answers, under the name that the server gives.
export async function download(path) {
  const response = await call(path);
  const disposition = response.headers.get("Content-Disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = encoded ? decodeURIComponent(encoded[1]) : "photo";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return noticeOf(response);
}

// What the server has to say beside its answer, or null.
export function noticeOf(response) {
  const notice = response.headers.get("X-Notice");
  return notice && decodeURIComponent(notice);
}

// The answer to a question, which is asked again while the server does not answer.
export async function patiently(ask) {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (error.status !== NO_SERVER) throw error;
      tellError(error);
      await new Promise((wake) => setTimeout(wake, RETRY_DELAY));
    }
  }
}

// Follow a job until it is over, through pauses of the connection; gives its last state.
export function follow(path, progress) {
  return patiently(async () => {
    const last = await followOnce(path, progress);
    if (!last || last.state === "running") throw new Problem(NO_SERVER, t("no_server"));
    return last;
  });
}

// The last state of a job before its events ended. Unlike EventSource, it names the language.
async function followOnce(path, progress) {
  const response = await call(path);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let last = null;
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true }));
    if (done) break;
    text += value;
    const events = text.split("\n\n");
    text = events.pop();
    for (const event of events.filter((each) => each.startsWith("data: "))) {
      last = JSON.parse(event.slice("data: ".length));
      progress(last);
    }
  }
  return last;
}
