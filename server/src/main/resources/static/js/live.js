// The live log, and the state beside it, from one stream of events that resumes where it broke off.
// What programs print is only ever put into the page as text.

const KEPT = 2_000_000; // characters kept in the page; the download has everything
const CONTROL = /\x1b\[([0-9;]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const UNFINISHED = /\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*)?$/;

// Follows the colours of one stream and hands out runs of text with their classes.
class Ansi {
  constructor() {
    this.rest = "";
    this.bold = false;
    this.colour = -1;
  }

  * read(text) {
    text = (this.rest + text).replace(/\r\n?/g, "\n");
    const cut = text.match(UNFINISHED);
    this.rest = cut ? cut[0] : "";
    if (cut) text = text.slice(0, cut.index);
    let from = 0;
    for (const found of text.matchAll(CONTROL)) {
      if (found.index > from) yield [text.slice(from, found.index), this.classes()];
      if (found[1] !== undefined) found[1].split(";").forEach((code) => this.apply(Number(code)));
      from = found.index + found[0].length;
    }
    if (from < text.length) yield [text.slice(from), this.classes()];
  }

  apply(code) {
    if (code === 0) [this.bold, this.colour] = [false, -1];
    else if (code === 1 || code === 22) this.bold = code === 1;
    else if (code >= 30 && code <= 37) this.colour = code - 30;
    else if (code >= 90 && code <= 97) this.colour = code - 82;
    else if (code === 39) this.colour = -1;
  }

  classes() {
    return [this.colour >= 0 ? `ansi-${this.colour}` : "", this.bold ? "ansi-bold" : ""].join(" ").trim();
  }
}

const setLog = (log) => {
  const find = (name) => log.querySelector(`[data-log-${name}]`);
  const room = find("text"), search = find("search"), found = find("found");
  const follow = find("follow"), wrap = find("wrap");
  const streams = new Map();
  let kept = room.textContent.length;
  let last = null; // the program that printed last: its end is followed
  let waiting = [];

  const sectionOf = (program) => {
    let section = room.querySelector(`[data-log-program="${CSS.escape(program)}"]`);
    if (!section) {
      section = document.createElement("section");
      section.className = "log-program";
      section.dataset.logProgram = program;
      section.append(document.createElement("h3"), document.createElement("pre"));
      section.firstChild.textContent = program;
      room.insertBefore(section, find("nothing"));
    }
    section.hidden = false;
    return section;
  };

  const trim = () => {
    while (kept > KEPT) {
      const oldest = room.querySelector("pre > span");
      kept -= oldest.textContent.length;
      oldest.remove();
      find("cut").hidden = false;
    }
  };

  const scroll = () => {
    if (!follow?.checked || !last) return;
    room.scrollTop = last.offsetTop + last.offsetHeight - room.clientHeight;
  };

  const write = ({ stream, text }) => {
    const section = sectionOf(stream.replace(/\.std(out|err)$/, ""));
    const ansi = streams.get(stream) ?? new Ansi();
    streams.set(stream, ansi);
    const piece = document.createElement("span");
    piece.className = stream.endsWith(".stderr") ? "log-err" : "log-out";
    for (const [run, classes] of ansi.read(text)) {
      const part = classes ? document.createElement("span") : piece;
      if (classes) {
        part.className = classes;
        piece.append(part);
      }
      part.append(run);
      kept += run.length;
    }
    section.querySelector("pre").append(piece);
    // The worker's remarks stand first and go on to the end: what a program prints is followed instead.
    if (stream !== "worker" || !last) last = section;
  };

  const draw = () => {
    waiting.forEach(write);
    waiting = [];
    find("nothing").hidden = true;
    trim();
    scroll();
    if (search.value) mark();
  };

  const append = (part) => {
    if (!waiting.length) requestAnimationFrame(draw);
    waiting.push(part);
  };

  // Search: ranges over the text, painted by the browser; the text itself is left alone.
  let hits = [], at = -1;
  const mark = () => {
    CSS.highlights?.delete("log-search");
    hits = [];
    const wanted = search.value.toLowerCase();
    if (wanted.length > 1) {
      const walker = document.createTreeWalker(room, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node && hits.length < 5000; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        for (let i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length)) {
          const range = new Range();
          range.setStart(node, i);
          range.setEnd(node, i + wanted.length);
          hits.push(range);
        }
      }
      if (hits.length) CSS.highlights?.set("log-search", new Highlight(...hits));
    }
    found.textContent = wanted.length < 2 ? "" : hits.length ? `${hits.length} found` : "nothing found";
  };
  const next = (step) => {
    if (!hits.length) return;
    at = (at + step + hits.length) % hits.length;
    if (follow) follow.checked = false;
    const box = hits[at].getBoundingClientRect(), frame = room.getBoundingClientRect();
    room.scrollTop += box.top - frame.top - room.clientHeight / 2;
    found.textContent = `${at + 1} of ${hits.length}`;
  };
  search.addEventListener("input", () => {
    at = -1;
    mark();
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    next(event.shiftKey ? -1 : 1);
  });

  const wraps = () => log.classList.toggle("log-wraps", wrap.checked);
  wrap.addEventListener("change", wraps);
  wraps();

  follow?.addEventListener("change", scroll);
  for (const type of ["wheel", "touchmove", "keydown"]) {
    room.addEventListener(type, () => requestAnimationFrame(() => {
      if (!follow) return;
      const shown = room.scrollTop + room.clientHeight;
      follow.checked = !last || shown >= last.offsetTop + last.offsetHeight - 24;
    }), { passive: true });
  }
  last = [...room.querySelectorAll("[data-log-program]:not([hidden])")].at(-1) ?? null;
  scroll();

  return { append, live: find("live") };
};

let before = document.getElementById("state")?.dataset.state;
const announce = () => {
  const state = document.getElementById("state");
  if (!state || state.dataset.state === before) return;
  before = state.dataset.state;
  document.querySelector("[data-announce]").textContent = `${before}. ${state.querySelector(".state-line p")?.textContent.trim() ?? ""}`;
};

const showState = (html) => {
  const state = document.getElementById("state");
  if (!state) return;
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.querySelector("#state");
  if (!fresh) return;
  state.replaceWith(fresh);
  window.htmx?.process(fresh);
  document.dispatchEvent(new Event("assay:swapped"));
  announce();
};

const MOST_TRIES = 20;

const listen = (log, view) => {
  const live = view.live.querySelector(".badge");
  const words = (text) => live.lastChild.replaceWith(text);
  let seen = log.dataset.lastEvent;
  let tries = 0;

  // The browser goes on by itself after a cut, from the last event. After an answer that is none, as a proxy gives while the
  // site starts, it gives up: then this begins anew where it was.
  const connect = () => {
    const url = new URL(log.dataset.stream, window.location.href);
    if (seen) url.searchParams.set("after", seen);
    const source = new EventSource(url);
    const on = (type, act) => source.addEventListener(type, (event) => {
      if (event.lastEventId) seen = event.lastEventId;
      act(event);
    });
    source.addEventListener("open", () => {
      tries = 0;
      words("Live");
    });
    on("log", (event) => view.append(JSON.parse(event.data)));
    on("state", (event) => showState(event.data));
    on("end", () => {
      source.close();
      view.live.hidden = true;
    });
    source.addEventListener("error", () => {
      words("Reconnecting");
      if (source.readyState !== EventSource.CLOSED) return;
      if (++tries > MOST_TRIES) words("Cut off: load the page again");
      else setTimeout(connect, Math.min(1000 * tries, 10_000));
    });
  };
  connect();
};

document.addEventListener("htmx:afterSwap", announce);
for (const log of document.querySelectorAll("[data-log]")) {
  const view = setLog(log);
  if (log.dataset.stream) listen(log, view);
}
