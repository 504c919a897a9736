// The picture strip: drop or choose files, click a picture to say what a crop keeps.
import { addRow } from "./rows.js";

const box = document.getElementById("pictures");

function mark(focus) {
  const card = focus.closest(".desk-picture");
  const [x, y] = ["focal_x", "focal_y"].map((name) => card.querySelector(`input[name$="-${name}"]`));
  const dot = document.createElement("i");
  const place = () => {
    dot.style.left = `${x.value || 50}%`;
    dot.style.top = `${y.value || 50}%`;
  };
  focus.append(dot);
  focus.dataset.ready = "";
  card.querySelector("[data-focus-hint]").hidden = false;
  focus.addEventListener("click", (event) => {
    const frame = focus.querySelector("img").getBoundingClientRect();
    x.value = Math.round(Math.min(100, Math.max(0, ((event.clientX - frame.left) / frame.width) * 100)));
    y.value = Math.round(Math.min(100, Math.max(0, ((event.clientY - frame.top) / frame.height) * 100)));
    place();
    x.dispatchEvent(new Event("change", { bubbles: true }));
  });
  for (const input of [x, y]) input.addEventListener("input", place);
  place();
}

/** What the file says of itself fills the fields that are empty; what was typed stays. */
function offered(card) {
  const button = card.querySelector("[data-accept]");
  const names = ["caption", "credit"].filter((name) => button.dataset[name]);
  button.hidden = !names.length;
  button.addEventListener("click", () => {
    for (const name of names) {
      const field = card.querySelector(`[name$="-${name}"]`);
      if (field.value.trim()) continue;
      field.value = button.dataset[name];
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    button.hidden = true;
  });
}

function offer(card, told) {
  const words = Object.values(told || {});
  const button = card.querySelector("[data-accept]");
  Object.assign(button.dataset, { caption: told?.caption || "", credit: told?.credit || "" });
  card.querySelector("[data-offer-words]").textContent = words.join("\u3000");
  card.querySelector("[data-offer]").hidden = !words.length;
}

/** A picture of the body is shown where the text names it: put it where the cursor last stood. */
function insertable(card) {
  const button = card.querySelector("[data-insert]");
  const field = (name) => card.querySelector(`[name$="-${name}"]`);
  button.hidden = !document.getElementById("id_body");
  button.addEventListener("click", () => {
    field("slot").value = "body";
    const detail = { use: field("uid").value, url: card.querySelector("[data-focus] img").src, alt: field("alt").value };
    document.dispatchEvent(new CustomEvent("desk:insert", { detail }));
  });
}

function show(told) {
  const card = addRow(box);
  const set = (name, value) => {
    card.querySelector(`[name$="-${name}"]`).value = value;
  };
  set("uid", told.use);
  set("slot", "body");
  card.querySelector("[data-rendering]").dataset.rendering = told.use;
  offer(card, told.offer);
  for (const name of ["alt", "caption", "credit"]) set(name, told[name] || "");
  for (const img of card.querySelectorAll("img")) img.src = img.closest(".focus") ? told.url : told.thumbnail;
  card.querySelector(".cap b").textContent = told.position;
  card.classList.add("is-bad");
  card.open = true;
  box.querySelector(".desk-drop").before(card);
  const heading = box.querySelector(".inline-heading");
  heading.textContent = heading.textContent.replace(/\d+/, box.querySelectorAll(".desk-strip .desk-picture").length);
  mark(card.querySelector("[data-focus]"));
  insertable(card);
  offered(card);
  box.closest("form").dispatchEvent(new CustomEvent("desk:touched"));
  document.dispatchEvent(new CustomEvent("desk:uploaded"));
}

/** Upload one picture and show its card; returns why it was refused, if it was. */
async function send(file) {
  const body = new FormData();
  body.set("upload", file);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  let told;
  try {
    const answer = await fetch(box.dataset.upload, { method: "POST", body });
    told = await answer.json();
  } catch {
    return box.dataset.lost.replace("{}", () => file.name); // no network, or a page instead of an answer
  }
  if (!told.uploaded) return told.error.message;
  show(told);
  return "";
}

function drops() {
  const drop = box.querySelector(".desk-drop");
  const said = box.querySelector("[data-said]");
  const files = drop.querySelector("input[type=file]");
  const all = async (list) => {
    const refused = [];
    said.classList.remove("bad");
    for (const file of list) {
      said.textContent = `${file.name} …`;
      refused.push(await send(file));
    }
    said.textContent = refused.filter(Boolean).join("\n");
    said.classList.toggle("bad", Boolean(said.textContent));
  };
  drop.classList.add("is-live");
  files.multiple = true;
  files.addEventListener("change", async (event) => {
    event.stopPropagation();
    await all(files.files);
    files.value = "";
  });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    all(event.dataTransfer.files);
  });
}

if (box) {
  drops();
  document.addEventListener("desk:picture", ({ detail }) => show(detail)); // pasted into the body
  for (const card of box.querySelectorAll(".desk-strip .desk-picture")) {
    mark(card.querySelector("[data-focus]"));
    insertable(card);
    offered(card);
  }
}
