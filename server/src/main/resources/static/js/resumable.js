// Sends a file in pieces by tus 1.0.0. A broken connection, a closed tab or a restart of the site cost
// nothing but time: it goes on behind the last byte that arrived.

const UPLOADS = "/api/v1/uploads";
const PIECE = 16 * 1024 * 1024;
const PATIENCE = 10 * 60 * 1000;
const SILENCE = 60 * 1000; // so long nothing may move on a connection: then it is dead, said or not
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** The site will not take this; answer is what it said. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer?.error ?? `The site refused the upload (status ${status}).`);
    this.status = status;
    this.answer = answer;
  }
}

const request = (method, url, headers, body, { progress, signal } = {}) =>
  new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    const stop = () => call.abort();
    let silence, isSilent = false;
    const moved = () => {
      clearTimeout(silence);
      silence = setTimeout(() => { isSilent = true; stop(); }, SILENCE);
    };
    call.open(method, url);
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value);
    call.setRequestHeader("Tus-Resumable", "1.0.0");
    call.upload.addEventListener("progress", (event) => {
      moved();
      progress?.(event.loaded);
    });
    call.addEventListener("load", () => resolve(call));
    call.addEventListener("error", () => reject(new TypeError("connection")));
    call.addEventListener("abort", () =>
      reject(isSilent ? new TypeError("silence") : new DOMException("stopped", "AbortError")));
    call.addEventListener("loadend", () => {
      clearTimeout(silence);
      signal?.removeEventListener("abort", stop);
    });
    signal?.addEventListener("abort", stop);
    moved();
    call.send(body);
  });

const refused = (call) => {
  let answer = null;
  try {
    answer = JSON.parse(call.responseText);
  } catch {
    // an error page of something in between
  }
  return new Refused(call.status, answer);
};

const pause = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("stopped", "AbortError"));
    }, { once: true });
  });

/**
 * Sends the file and answers the id of the whole upload.
 * about: what it is for; progress(bytes, waiting): called as it goes.
 */
export const send = async ({ file, about, headers, progress, signal }) => {
  const memory = `assay-upload:${JSON.stringify([about, file.name, file.size, file.lastModified])}`;
  const remember = (value) => {
    try {
      if (value) localStorage.setItem(memory, value);
      else localStorage.removeItem(memory);
    } catch {
      // no storage in private windows: then a closed tab begins anew
    }
  };
  const recall = () => {
    try {
      return localStorage.getItem(memory);
    } catch {
      return null;
    }
  };

  const begin = async () => {
    const metadata = Object.entries({ filename: file.name, ...about })
      .map(([name, value]) => `${name} ${base64(String(value))}`)
      .join(",");
    const call = await request("POST", UPLOADS,
      { ...headers, "Upload-Length": file.size, "Upload-Metadata": metadata }, null, { signal });
    if (call.status !== 201) throw refused(call);
    const url = call.getResponseHeader("Location");
    remember(url);
    return url;
  };

  let url = recall(), offset = url ? null : 0, lastGood = Date.now(), failures = 0;
  url ??= await begin();
  while (offset === null || offset < file.size) {
    try {
      const asks = offset === null;
      const call = asks
        ? await request("HEAD", url, headers, null, { signal })
        : await request("PATCH", url,
            { ...headers, "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" },
            file.slice(offset, offset + PIECE),
            { signal, progress: (loaded) => progress(offset + loaded, false) });
      const said = call.getResponseHeader("Upload-Offset");
      if ((call.status < 300 || call.status === 409) && said !== null) {
        offset = Number(said);
        lastGood = Date.now();
        failures = 0;
        progress(offset, false);
      } else if (asks && (call.status === 404 || call.status === 410)) {
        url = await begin(); // it was forgotten meanwhile
        offset = 0;
      } else if (call.status === 423 || call.status >= 500) {
        throw new TypeError("busy");
      } else {
        remember(null);
        throw refused(call);
      }
    } catch (failure) {
      if (!(failure instanceof TypeError) || Date.now() - lastGood > PATIENCE) throw failure;
      progress(offset ?? 0, true);
      await pause(Math.min(10_000, 500 * 2 ** failures++), signal);
      offset = null;
    }
  }
  remember(null);
  return url.slice(url.lastIndexOf("/") + 1);
};
