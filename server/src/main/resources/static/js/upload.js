// Drop area, a look into the zip before it is sent, and progress while it is.
// Without this script the form posts by itself.

const PATIENCE = 10 * 60 * 1000;
const ANSWER = 5 * 60 * 1000; // the sealing of a large file takes its time
const ALL_SENT = "All sent. The site checks it and writes the receipt.";

const SMALL = 1000;
const size = (bytes) => {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (bytes >= SMALL && unit < units.length - 1) {
    bytes /= SMALL;
    unit++;
  }
  return `${bytes < 10 && unit ? bytes.toFixed(1) : Math.round(bytes)} ${units[unit]}`;
};

const LOGGED_OUT = { cause: "You are not logged in any more, and nothing was sent in.", fix: "Log in in another tab, load this page again, and send the file once more." };

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

const finding = ({ severity = "ERROR", cause, place, quoted, fix }) => {
  const tone = severity === "ERROR" ? "bad" : severity === "WARNING" ? "warning" : "neutral";
  const word = severity === "ERROR" ? "Error" : severity === "WARNING" ? "Warning" : "Note";
  const box = element("article", `finding finding-${tone}`);
  const line = element("p", "finding-cause");
  line.append(element("span", `badge badge-${tone}`, word), " ", element("strong", "", cause));
  box.append(line);
  if (place) {
    const where = element("p", "finding-place");
    where.append(element("code", "", place));
    box.append(where);
  }
  if (quoted) {
    const quote = element("pre", "finding-quote");
    quote.append(element("code", "", quoted));
    box.append(quote);
  }
  if (fix) box.append(element("p", "finding-fix", fix));
  return box;
};

// The names in a zip, read from the directory at its end; null if there is none to be found.
const namesIn = async (file) => {
  const tail = new DataView(await file.slice(Math.max(0, file.size - 65_557)).arrayBuffer());
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) return null;
  const length = tail.getUint32(end + 12, true), from = tail.getUint32(end + 16, true);
  if (from === 0xffffffff || length > 16_000_000) return []; // very large archives are left to the server
  const directory = new DataView(await file.slice(from, from + length).arrayBuffer());
  const names = [], decoder = new TextDecoder();
  for (let at = 0; at + 46 <= directory.byteLength && directory.getUint32(at, true) === 0x02014b50;) {
    const name = directory.getUint16(at + 28, true);
    const rest = directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    names.push(decoder.decode(new Uint8Array(directory.buffer, at + 46, name)));
    at += 46 + name + rest;
  }
  return names;
};

const check = async (file, form) => {
  const limit = Number(form.dataset.maxBytes);
  if (file.size > limit) {
    return [{ cause: `${file.name} has ${size(file.size)}; at most ${size(limit)} are taken.`, fix: "Leave out what the run does not need." }];
  }
  if (form.dataset.anyFile) return [];
  const names = await namesIn(file);
  if (names === null) {
    return [{ cause: `${file.name} is not a zip, or it is cut off.`, fix: "Pack the files with zip and choose that file." }];
  }
  const files = names.filter((name) => !name.endsWith("/"));
  if (form.dataset.needsMetadata && files.length && !files.some((name) => /^metadata(\.yaml)?$/.test(name))) {
    const deeper = files.find((name) => /(^|\/)metadata(\.yaml)?$/.test(name));
    return [{
      severity: "WARNING",
      cause: deeper ? `metadata lies in a folder (${deeper}), not at the top of the zip.` : "There is no metadata file at the top of the zip.",
      fix: deeper ? "Pack the folder's content instead of the folder, or it is not found." : "Without it nothing is run: the files are taken as results or as code for the ingestion program.",
    }];
  }
  return [];
};

const set = (form) => {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const input = form.querySelector("input[type=file]");
  const area = part("drop"), checked = part("check"), problems = part("problems");
  const progress = part("progress"), bar = progress.querySelector("progress"), words = part("progress-words");
  let request = null;

  const look = async () => {
    checked.replaceChildren();
    problems.replaceChildren();
    const file = input.files[0];
    if (!file) return;
    const found = await check(file, form);
    if (file !== input.files[0]) return; // another one was chosen meanwhile
    checked.append(element("p", "", `${file.name}, ${size(file.size)}`), ...found.map(finding));
    part("send").disabled = found.some((one) => (one.severity ?? "ERROR") === "ERROR");
  };

  const refuse = (...found) => {
    progress.hidden = true;
    part("send").disabled = false;
    problems.replaceChildren(...found.map(finding));
    request = null;
  };

  const answered = (call) => {
    let answer = null;
    try {
      answer = JSON.parse(call.responseText);
    } catch {
      // an error page of something in between
    }
    if (call.status < 300 && answer?.location) {
      words.textContent = "Received";
      window.location.assign(answer.location);
      return;
    }
    if (request.status === 401) {
      refuse(LOGGED_OUT);
      return;
    }
    const found = answer?.findings?.length ? answer.findings : [{
      cause: answer?.error ?? (call.status === 413 ? "The file is too large for this site." : `The site refused the upload (status ${call.status}).`),
      fix: answer?.fix ?? (call.status === 403 ? "Load the page again; you may have been logged out." : ""),
    }];
    refuse(...found);
  };

  const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");

  const begin = () => {
    problems.replaceChildren();
    bar.value = 0;
    words.textContent = "Sending";
    progress.hidden = false;
    part("send").disabled = true;
  };

  const opened = () => {
    const call = new XMLHttpRequest();
    call.open("POST", form.action);
    call.setRequestHeader("X-Requested-With", "fetch");
    call.setRequestHeader("Accept", "application/json");
    for (const [name, value] of Object.entries(token())) call.setRequestHeader(name, value);
    return call;
  };

  // The whole form in one request.
  const post = (content) => {
    const started = performance.now(), call = opened();
    request = call;
    call.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = (100 * loaded) / total;
      const speed = loaded / Math.max(0.1, (performance.now() - started) / 1000);
      words.textContent = loaded < total
        ? `${size(loaded)} of ${size(total)}, ${size(speed)}/s, ${Math.ceil((total - loaded) / speed)} s left`
        : ALL_SENT;
    });
    call.addEventListener("load", () => answered(call));
    call.addEventListener("error", () => refuse({ cause: "The connection broke before the file had arrived.", fix: "Nothing was submitted. Check the network and send it again." }));
    call.addEventListener("abort", () => refuse({ severity: "NOTE", cause: "You stopped the upload. Nothing was submitted." }));
    call.send(content);
  };

  // What the site says to the form once; its status is 0 if it says nothing.
  const ask = (content, signal) => new Promise((resolve) => {
    const call = opened(), stop = () => call.abort();
    call.timeout = ANSWER;
    call.addEventListener("loadend", () => {
      signal.removeEventListener("abort", stop);
      resolve(call);
    });
    signal.addEventListener("abort", stop);
    call.send(content);
  });

  // Sends the form whose file has gone ahead of it. The site makes nothing twice of one upload and gives the same
  // answer again, so it is asked until there is one.
  const claim = async (content, signal) => {
    const since = Date.now();
    for (let failures = 0; !signal.aborted && Date.now() - since < PATIENCE; failures++) {
      const call = await ask(content, signal);
      if (![0, 423, 502, 503, 504].includes(call.status)) return answered(call);
      words.textContent = "All sent. The site does not answer; asking again.";
      await new Promise((resolve) => setTimeout(resolve, Math.min(10_000, 500 * 2 ** failures)));
    }
    refuse({
      severity: signal.aborted ? "NOTE" : "ERROR",
      cause: "The file has arrived, but no answer came back.",
      fix: "It may have been taken. Look for it on the site before you send it again.",
    });
  };

  // The file first, in pieces that survive a broken connection, then the form with its id.
  const sendInPieces = async (about) => {
    const stop = new AbortController();
    request = stop;
    const file = input.files[0], started = performance.now();
    let first = null;
    try {
      const { send: sendResumably } = await import(form.dataset.resumable);
      const upload = await sendResumably({
        file,
        about,
        headers: token(),
        signal: stop.signal,
        progress: (sent, isWaiting) => {
          first ??= sent;
          bar.value = (100 * sent) / file.size;
          const speed = (sent - first) / Math.max(0.1, (performance.now() - started) / 1000);
          const left = speed > 0 ? `, ${size(speed)}/s, ${Math.ceil((file.size - sent) / speed)} s left` : "";
          words.textContent = isWaiting
            ? `${size(sent)} of ${size(file.size)} have arrived. The connection broke; trying again.`
            : sent < file.size ? `${size(sent)} of ${size(file.size)}${left}` : ALL_SENT;
        },
      });
      const content = new FormData(form);
      content.delete(input.name);
      content.append("upload", upload);
      await claim(content, stop.signal);
    } catch (failure) {
      if (failure.status === 404 || failure.status === 405) post(new FormData(form)); // a proxy that knows no PATCH
      else if (failure.status === 401) refuse(LOGGED_OUT);
      else if (failure.name === "AbortError") refuse({ severity: "NOTE", cause: "You stopped the upload. Nothing was submitted.", fix: "Send the same file again to go on where it stopped." });
      else if (failure.name === "Refused" || failure.status) refuse({ cause: failure.message, fix: failure.answer?.fix ?? (failure.status === 403 && !failure.answer ? "Load the page again; you may have been logged out." : "") });
      else refuse({ cause: "The connection broke before the file had arrived.", fix: "Nothing was submitted. Check the network and send the same file again: it goes on where it stopped." });
    }
  };

  const send = () => {
    begin();
    if (form.dataset.resumable) sendInPieces(JSON.parse(form.dataset.about));
    else post(new FormData(form));
  };

  input.addEventListener("change", look);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!request) send();
  });
  part("abort").addEventListener("click", () => request?.abort());
  for (const type of ["dragenter", "dragover"]) {
    area.addEventListener(type, (event) => {
      event.preventDefault();
      area.classList.add("is-over");
    });
  }
  for (const type of ["dragleave", "drop"]) {
    area.addEventListener(type, () => area.classList.remove("is-over"));
  }
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    look();
  });
};

document.querySelectorAll("form[data-upload]").forEach(set);
