// The plan of a series: on a phone every row of its tables is a card, whose fields say what their columns are called.
for (const table of document.querySelectorAll(".desk-plan .tabular table")) {
  const heads = [...table.querySelectorAll("thead th")];
  const call = (cells, head) => cells.forEach((cell) => (cell.dataset.l = head.textContent.trim()));
  for (const head of heads) {
    const column = [...head.classList].find((name) => name.startsWith("column-"));
    if (column) call(table.querySelectorAll(`td.${CSS.escape(column.replace("column-", "field-"))}`), head);
  }
  call(table.querySelectorAll("td.delete"), heads.at(-1));
  table.classList.add("is-cards");
}

// The boxes that search for stories say to screen readers which field they are.
// select2 names them after their value alone, which is nothing while they are empty.
function name(select) {
  const box = select.parentElement.querySelector(".select2-selection");
  if (!box) return;
  const chosen = select.selectedOptions[0]?.textContent.trim() || "";
  box.removeAttribute("aria-labelledby");
  const words = [select.getAttribute("aria-label"), chosen].filter(Boolean).join(" ");
  for (const part of [box, box.querySelector(".select2-selection__rendered")]) part?.setAttribute("aria-label", words);
}

const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name);

// The boxes are made some time after this runs, and made anew for every added row.
nameAll();
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
