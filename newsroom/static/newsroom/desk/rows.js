// Rows of credits and figures: add one, split pasted lines into rows, show what was recognised.
const count = (box) => box.querySelector('input[name$="-TOTAL_FORMS"]');

export function addRow(box) {
  const total = count(box);
  const made = document.createElement("template");
  made.innerHTML = box.querySelector(":scope > template").innerHTML.replaceAll("__prefix__", total.value).trim();
  total.value = String(Number(total.value) + 1);
  return made.content.firstElementChild;
}

function touched(box) {
  box.closest("form").dispatchEvent(new CustomEvent("desk:touched"));
}

function chipsInto(cell, chips) {
  cell.replaceChildren(
    ...chips.map(({ name, title, known }) => {
      const chip = document.createElement("span");
      chip.className = known ? "desk-chip" : "desk-chip is-new";
      const bold = document.createElement("b");
      bold.textContent = name;
      chip.append(title ? `${title} ` : "", bold);
      return chip;
    }),
  );
}

async function read(box, text) {
  const body = new FormData();
  body.set("text", text);
  body.set("order", box.dataset.order || "");
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(box.dataset.parse, { method: "POST", body });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const field = (row, name) => row.querySelector(`input[name$="-${name}"]`);

/** A new row stands where the house prints it: before the first that comes after it. Orders are counted anew. */
function place(box, row, rank) {
  const table = box.querySelector("tbody");
  if (rank === null) delete row.dataset.rank;
  else row.dataset.rank = rank;
  const rows = [...table.querySelectorAll(".desk-row")].filter((one) => one !== row);
  const filled = rows.filter((one) => field(one, "people").value);
  const next = rank === null ? null : filled.find((one) => Number(one.dataset.rank ?? -1) > rank);
  if (next) next.before(row);
  else if (filled.length) filled.at(-1).after(row);
  else table.prepend(row);
  let number = 0;
  for (const one of table.querySelectorAll(".desk-row")) {
    if (field(one, "people").value || one === row) field(one, "ORDER").value = ++number;
  }
}

function emptyRow(box) {
  for (const row of box.querySelectorAll("tbody .desk-row")) {
    if (!field(row, "label").value && !field(row, "people").value) return row;
  }
  const row = addRow(box);
  box.querySelector("tbody").append(row);
  return row;
}

function credits(box) {
  const paste = box.querySelector("#credits-paste");
  const said = box.querySelector(".desk-paste-said");
  const split = box.querySelector('button[name="_split"]');
  split.addEventListener("click", async (event) => {
    event.preventDefault();
    if (!paste.value.trim()) return paste.focus();
    try {
      const found = await read(box, paste.value);
      for (const line of found.rows) {
        const row = emptyRow(box);
        field(row, "label").value = line.label;
        field(row, "people").value = line.people;
        place(box, row, line.rank);
        chipsInto(row.querySelector(".seen"), line.chips);
      }
      paste.value = found.left.join("\n");
      said.textContent = found.said ? `${found.said} ${found.left.join("；")}` : "";
      touched(box);
    } catch {
      box.closest("form").requestSubmit(split); // no connection to the short way: take the long one
    }
  });
  box.addEventListener("change", async (event) => {
    const row = event.target.closest(".desk-row");
    if (!row || event.target.type === "checkbox" || !field(row, "people").value) return;
    const found = await read(box, `${field(row, "label").value}：${field(row, "people").value}`).catch(() => null);
    if (!found) return;
    chipsInto(row.querySelector(".seen"), found.rows.flatMap((line) => line.chips));
    if (found.rows.length === 1 && found.rows[0].rank !== null) row.dataset.rank = found.rows[0].rank;
  });
}

for (const box of document.querySelectorAll(".desk-rows")) {
  const add = box.querySelector("[data-add]");
  if (add) {
    add.hidden = false;
    add.closest(".desk-add").hidden = false;
    add.addEventListener("click", () => {
      const row = addRow(box);
      box.querySelector("tbody").append(row);
      row.querySelector('input:not([type="number"])').focus();
      touched(box);
    });
  }
  box.addEventListener("change", (event) => {
    if (!event.target.name?.endsWith("-DELETE")) return;
    event.target.closest(".desk-row, .desk-picture, .desk-insert").classList.toggle("is-gone-row", event.target.checked);
  });
  if (box.dataset.parse) credits(box);
}
