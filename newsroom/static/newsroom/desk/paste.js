// The paste page: a text file dropped on the box, and a field that shows where its words stood.
const box = document.querySelector("#paste-text");
const file = document.querySelector("#paste-file");

function over(event) {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  box.classList.add("is-over");
}

if (box && file) {
  box.addEventListener("dragover", over);
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    box.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    file.focus();
  });
}

// Pointing at a field lights its pieces in the original, and the other way round.
const marked = [...document.querySelectorAll(".paste-raw [data-field], .paste-got[data-field]")];

function light(field) {
  for (const part of marked) part.classList.toggle("is-lit", Boolean(field) && part.dataset.field === field);
}

for (const part of marked) {
  part.addEventListener("mouseenter", () => light(part.dataset.field));
  part.addEventListener("mouseleave", () => light(""));
}
