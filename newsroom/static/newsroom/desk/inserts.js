// Clips and charts of the story form: put one into the text, add a chart, upload a clip, read captions from a file.
import { addRow } from "./rows.js";

const field = (card, name) => card.querySelector(`[name$="-${name}"]`);

/** The text names a clip or a chart as it names a picture: by its uid. */
function insertable(card) {
  const button = card.querySelector("[data-insert]");
  button.hidden = !document.getElementById("id_body");
  button.addEventListener("click", () => {
    if (field(card, "slot")) field(card, "slot").value = "body";
    const alt = (field(card, "title") ?? field(card, "caption")).value;
    const detail = { use: field(card, "uid").value, url: button.dataset.insert, alt };
    document.dispatchEvent(new CustomEvent("desk:insert", { detail }));
  });
}

/** A chart has its uid before it is saved, so that the text can name it at once. */
function named(card) {
  const uid = field(card, "uid");
  if (!uid.value) uid.value = crypto.randomUUID?.() ?? "";
  card.querySelector("[data-insert]").disabled = !uid.value;
}

function charts(box) {
  for (const card of box.querySelectorAll(".desk-list > details")) {
    named(card);
    insertable(card);
  }
  const add = box.querySelector("[data-add-chart]");
  add.closest(".desk-add").hidden = false;
  add.addEventListener("click", () => {
    const card = addRow(box);
    box.querySelector(".desk-list").append(card);
    named(card);
    insertable(card);
    card.open = true;
    field(card, "title").focus();
    box.closest("form").dispatchEvent(new CustomEvent("desk:touched"));
  });
}

function captions(card) {
  const choose = card.querySelector("[data-vtt]");
  choose.hidden = false;
  choose.querySelector("input").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file || file.size > 1_000_000) return;
    field(card, "captions").value = await file.text();
    field(card, "captions").dispatchEvent(new Event("change", { bubbles: true }));
  });
}

const chartBox = document.getElementById("charts");
if (chartBox) charts(chartBox);
for (const card of document.querySelectorAll("#clips details")) {
  insertable(card);
  captions(card);
}
