// Copy buttons, dialogs for browsers that do not know "command" on buttons yet, and forms that are sent once however often
// their button is pressed.

const say = (button, text) => {
  const words = button.querySelector("[data-copy-words]");
  const before = words.dataset.before ?? words.textContent;
  words.dataset.before = before;
  words.textContent = text;
  clearTimeout(button.timer);
  button.timer = setTimeout(() => { words.textContent = before; }, 2000);
};

const copy = async (button) => {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(button, "Copied");
  } catch {
    say(button, "Select and copy by hand"); // no permission, or no HTTPS
  }
};

const command = (button) => {
  const dialog = document.getElementById(button.getAttribute("commandfor"));
  if (button.getAttribute("command") === "show-modal") dialog?.showModal();
  else dialog?.close();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  if (button.dataset.copy !== undefined) copy(button);
  else if (button.hasAttribute("commandfor") && !("commandForElement" in button)) command(button);
});

// What a form asks for may take a while, and people press again: nothing is done twice. Whoever stops the page from loading,
// or comes back to it, may send the form anew.
const AGAIN_AFTER = 10_000;
const sent = new Map();

const forget = (form) => {
  clearTimeout(sent.get(form));
  sent.delete(form);
  form.removeAttribute("aria-busy");
};

// On the window, so that whoever sends a form by itself has said so before.
window.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || event.submitter?.formMethod === "dialog" || form.method !== "post") return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  form.setAttribute("aria-busy", "true");
  sent.set(form, setTimeout(() => forget(form), AGAIN_AFTER));
});

window.addEventListener("pageshow", () => [...sent.keys()].forEach(forget));
