// Sorts a table by the column whose heading was pressed, without asking the server.
// A cell's data-value counts if it has one, else its text; what has no value stays last.

const valueOf = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.value ?? cell.textContent.trim();
};

const compare = (kind) =>
  kind === "number"
    ? (a, b) => Number(a) - Number(b)
    : (a, b) => a.localeCompare(b, undefined, { numeric: true, sensitivity: "base" });

const sort = (heading) => {
  const table = heading.closest("table");
  const column = heading.cellIndex;
  const before = heading.ariaSort;
  const first = heading.dataset.sort === "number" ? "descending" : "ascending";
  const other = first === "ascending" ? "descending" : "ascending";
  const order = before === first ? other : first;
  const sign = order === "ascending" ? 1 : -1;
  const by = compare(heading.dataset.sort);

  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => {
    const x = valueOf(a, column), y = valueOf(b, column);
    if (x === "" || y === "") return (x === "") - (y === "");
    return sign * by(x, y);
  });
  body.append(...rows);
  for (const one of table.tHead.rows[0].cells) if (one.dataset.sort) one.ariaSort = "none";
  heading.ariaSort = order;
};

// Tables may come into the page later than this.
document.addEventListener("click", (event) => {
  const heading = event.target.closest("table[data-sortable] th[data-sort]");
  if (heading) sort(heading);
});
