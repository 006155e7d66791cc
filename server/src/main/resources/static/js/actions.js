// Copy buttons, and dialogs for browsers that do not know "command" on buttons yet.

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
