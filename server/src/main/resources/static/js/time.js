// Keeps times true while a page stays open, by the server's clock, in the reader's zone.
// The words follow the same rules as Readable.java.

const SELECTOR = "time[data-time]";
const MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

const serverNow = (() => {
  const stamp = document.querySelector(".footer time");
  const offset = stamp ? Date.parse(stamp.dateTime) - Date.now() : 0;
  return () => Date.now() + offset;
})();

const day = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
const exactFormat = new Intl.DateTimeFormat("en-GB", day);
const clockFormat = new Intl.DateTimeFormat("en-GB", { ...day, year: undefined, second: "2-digit" });

const hours = (seconds) => {
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  return `${Math.floor(seconds / HOUR)} h${minutes ? ` ${minutes} min` : ""}`;
};
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

const span = (seconds) => {
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return hours(seconds);
  if (seconds < 60 * DAY) return counted(Math.floor(seconds / DAY), "day");
  if (seconds < 2 * 365 * DAY) return counted(Math.floor(seconds / (30 * DAY)), "month");
  return counted(Math.floor(seconds / (365 * DAY)), "year");
};

// What is left counts by the hour in the last week.
const left = (seconds) => {
  const hours = Math.floor((seconds % DAY) / HOUR);
  return seconds < DAY || seconds >= 7 * DAY || hours === 0 ? span(seconds) : `${span(seconds)} ${hours} h`;
};

const relative = (at) => {
  const seconds = Math.round((at - serverNow()) / 1000);
  if (Math.abs(seconds) < 10) return "just now";
  return seconds < 0 ? `${span(-seconds)} ago` : `in ${left(seconds)}`;
};

const elapsed = (at) => {
  const seconds = Math.max(0, Math.floor((serverNow() - at) / 1000));
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds >= HOUR) return hours(seconds);
  const rest = seconds % MINUTE;
  return `${Math.floor(seconds / MINUTE)} min${rest ? ` ${rest} s` : ""}`;
};

const words = {
  relative: (at) => relative(at),
  exact: (at) => exactFormat.format(at),
  clock: () => clockFormat.format(serverNow()),
  elapsed: (at) => elapsed(at),
};

const update = () => {
  for (const time of document.querySelectorAll(SELECTOR)) {
    const at = Date.parse(time.dateTime);
    const text = words[time.dataset.time]?.(at);
    if (text && time.textContent !== text) time.textContent = text;
    if (time.dataset.time === "relative" && !time.dataset.zoned) {
      time.title = exactFormat.format(at);
      time.dataset.zoned = "yes";
    }
  }
};

update();
setInterval(update, 1000);
document.addEventListener("htmx:afterSwap", update);
document.addEventListener("assay:swapped", update);
