// The editor's form sends itself while one writes (htmx does that); here stands what it says about it,
// and that nothing typed is lost when the page is left.

const form = document.querySelector("form[data-editor]");
const status = () => document.getElementById("editor-status");
let dirty = false, waiting = 0, leaveTo = null;
let acting = false; // a button that adds, moves or removes was pressed: pressed twice, it does so once
let overtaken = false; // somebody else changed the section: nothing is sent until a button decides

const say = (words, wrong = false) => {
  const line = status();
  if (!line) return;
  line.textContent = words;
  line.classList.toggle("is-wrong", wrong);
};

const acts = (event) => event?.type === "submit" && (event.submitter?.value ?? "save") !== "save" && event.submitter?.name === "act";

const kept = (request) => request.status < 300 && request.getResponseHeader("X-Draft") !== null;

const why = (request) => {
  if (request.status === 0) return "Not saved: the site cannot be reached. It is tried again with your next change.";
  if (request.status === 413) return "Not saved: a text is too long for this site.";
  return "Not saved. Load the page again in another tab, log in if it asks for it, then save here.";
};

if (form) {
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("change", () => { dirty = true; });

  form.addEventListener("htmx:beforeRequest", (event) => {
    if (overtaken && event.detail.requestConfig.triggeringEvent?.type !== "submit") {
      event.preventDefault();
      return;
    }
    if (acts(event.detail.requestConfig.triggeringEvent)) {
      if (acting) {
        event.preventDefault();
        return;
      }
      acting = true;
    }
    waiting++;
    dirty = false;
    say("Saving …");
  });

  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    waiting--;
    if (kept(detail.xhr)) overtaken = detail.xhr.getResponseHeader("X-Draft") === "Overtaken";
    if (!kept(detail.xhr)) {
      dirty = true;
      leaveTo = null;
      acting = false;
      say(why(detail.xhr), true);
    } else if (overtaken) {
      dirty = true;
      leaveTo = null;
      acting = false;
      document.getElementById("editor-notice").scrollIntoView({ block: "nearest" });
    } else if (leaveTo && waiting <= 0 && !dirty) {
      window.location.assign(leaveTo);
    }
  });

  window.addEventListener("pageshow", () => { acting = false; });

  // Remarks come without their fields: these keep what is being written.
  document.body.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
    const note = detail.target;
    if (!note.id?.endsWith("-note")) return;
    const field = document.getElementById(note.id.slice(0, -"-note".length));
    if (!field?.matches("input, select, textarea")) return;
    if (document.getElementById(note.id)?.dataset.wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  });

  // A link first waits for what was written last.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.hasAttribute("data-leave") || link.hasAttribute("download")) {
      dirty = false;
      return;
    }
    if (link.origin !== window.location.origin || overtaken || (!dirty && waiting <= 0)) return;
    event.preventDefault();
    leaveTo = link.href;
    if (dirty) form.requestSubmit(form.querySelector("button[value=save]"));
  });

  // A closed tab: the browser sends the last of it by itself, as long as it is not too much.
  window.addEventListener("pagehide", () => {
    if (!dirty || overtaken) return;
    dirty = false;
    const extra = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
    fetch(form.action, {
      method: "POST",
      keepalive: true,
      headers: { ...extra, "HX-Request": "true" },
      body: new URLSearchParams(new FormData(form)),
    }).catch(() => {});
  });
}
