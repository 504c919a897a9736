// The sheet of figures: a tick is recorded when it is made, the sheet follows the text as one types, and a figure can be
// shown in the text or put among the key figures. Beside the story its button saves both; without script there is that button alone.
import { untilFree } from "./held.js";
import { amongWords, editorBody, inputByWords, mark, reveal, showStory } from "./locate.js";
import { addRow } from "./rows.js";

const box = document.querySelector("[data-figures]");
const lines = ["kicker", "headline", "subheading", "standfirst", "editors_note"];
const form = document.getElementById("article_form");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
const editor = () => window.CKEDITOR?.instances.id_body;
const reading = () => document.querySelector(".desk-reading .desk-copy-box");
const days = () => [...box.querySelectorAll("[data-day-form]")];
const unsaved = () => document.getElementById("desk-dirty")?.hidden === false;
const free = box && untilFree(box);
const LONGEST = 1_000_000; // no story is longer, and a request may not be much: it must not keep the act from being done
let asked = 0;
let stale = false; // whether something was typed that the sheet does not show yet

function dress() {
  for (const button of box.querySelectorAll("[data-locate]")) button.hidden = !targetOf(button);
  for (const day of days()) day.hidden = false;
  for (const link of box.querySelectorAll(".desk-plain")) link.hidden = true;
  const count = document.querySelector("#tab-figures sup");
  const waiting = box.querySelector("[data-sheet]").dataset.waiting;
  if (count) {
    count.textContent = waiting;
    count.hidden = waiting === "0";
  }
  paintOpen();
}

// Figures that nobody has ticked are underlined in the editor, as long as the sheet is open beside it.
function paintOpen() {
  const body = editorBody();
  if (!body) return;
  const open = box.offsetParent ? [...box.querySelectorAll("li:has([name=tick]:not(:checked)) [data-locate]")] : [];
  const places = open.filter((button) => button.dataset.place === "body").slice(0, 200);
  mark(body, "desk-open-figure", amongWords(body, places.map(placeOf)));
}

const placeOf = (button) => {
  const { before, text, after } = button.dataset;
  return { before, text, after, nth: nth(button) };
};

function targetOf(button) {
  const { place } = button.dataset;
  return place === "body" ? editorBody() ?? reading() : document.getElementById(`id_${place}`);
}

function nth(button) {
  const same = [...box.querySelectorAll("[data-locate]")].filter((other) =>
    ["place", "before", "text", "after"].every((name) => other.dataset[name] === button.dataset[name]),
  );
  return same.indexOf(button) + 1;
}

function show(button) {
  const target = targetOf(button);
  const wanted = placeOf(button);
  const [where] = "selectionStart" in target ? [inputByWords(target, wanted)] : amongWords(target, [wanted]);
  if (where) reveal(where);
}

async function ask(url, data) {
  const mine = ++asked;
  data.set("csrfmiddlewaretoken", token());
  const answer = await fetch(`${url}?part=1${"beside" in box.dataset ? "&beside=1" : ""}`, { method: "POST", body: data });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  await free();
  if (mine !== asked) return false;
  if (box.contains(document.activeElement) && document.activeElement.type === "text") {
    stale = true; // nothing is taken from under somebody's hands; the sheet comes when they leave the field
    return;
  }
  const focused = document.activeElement?.id;
  const open = [...box.querySelectorAll("li details[open] input")].map((input) => input.name);
  const unfolded = box.querySelector(".desk-words")?.open;
  const reasons = days().map((day) => [day.elements.key.value, day.elements.reason?.value]);
  box.innerHTML = text;
  for (const [key, reason] of reasons) {
    const field = days().find((day) => day.elements.key.value === key)?.elements.reason;
    if (field && reason) field.value = reason;
  }
  const words = box.querySelector(".desk-words");
  if (words && unfolded) words.open = true;
  for (const name of open) box.querySelector(`[name="${name}"]`)?.closest("details").setAttribute("open", "");
  if (focused) box.querySelector(`#${CSS.escape(focused)}`)?.focus();
  dress();
}

function typed() {
  const data = new FormData();
  for (const name of lines) {
    const field = form.elements[name];
    if (field) data.set(name, field.value);
  }
  if (editor()) data.set("body", editor().getData());
  return data;
}

function refind() {
  stale = false;
  ask(box.dataset.find, typed()).catch(() => {
    stale = true; // no connection: again with the next chance
  });
}

/** What is done on the sheet is answered with the sheet of what is typed by now. */
async function act(url, data) {
  const told = form && unsaved() ? [...typed()].filter(([, value]) => value.length <= LONGEST) : [];
  for (const [name, value] of told) data.set(name, value);
  const shown = await ask(url, data);
  if (shown === false && form) refind(); // whoever looked meanwhile may have looked before it was done
}

async function record(field) {
  const entry = field.closest("li");
  const data = new FormData();
  const key = entry.querySelector("[name=key]").value;
  data.set("key", key);
  if (field.type === "checkbox") {
    data.set("ticking", "1");
    if (field.checked) data.set("tick", key);
  } else data.set(field.name, field.value);
  try {
    await act(box.dataset.url, data);
  } catch (problem) {
    if (field.type === "checkbox") field.checked = !field.checked;
    let said = entry.querySelector("[role=alert]");
    if (!said) {
      said = document.createElement("p");
      said.className = "bad";
      said.setAttribute("role", "alert");
      entry.lastElementChild.append(said);
    }
    said.textContent = problem.message;
  }
}

/** A word like 昨日 is left as it stands, or open again. */
async function leave(day, button) {
  const data = new FormData(day, button);
  document.activeElement?.blur();
  try {
    await act(day.action, data);
  } catch (problem) {
    day.querySelector("[data-said]").textContent = problem.message;
  }
}

function promote(event, link) {
  const rows = document.getElementById("figures");
  if (!rows?.querySelector(":scope > template")) return;
  event.preventDefault();
  showStory();
  const row = addRow(rows);
  rows.querySelector("tbody").append(row);
  for (const name of ["prefix", "value", "unit", "source", "label"]) {
    row.querySelector(`[name$="-${name}"]`).value = link.dataset[name];
  }
  const label = row.querySelector('[name$="-label"]');
  label.focus();
  label.select();
  form.dispatchEvent(new CustomEvent("desk:touched"));
}

function watch() {
  let timer = 0;
  stale = document.body.classList.contains("is-carried");
  const later = () => {
    clearTimeout(timer);
    stale = true;
    timer = setTimeout(catchUp, 900);
  };
  const catchUp = () => stale && box.offsetParent && refind();
  form.addEventListener("input", (event) => lines.includes(event.target.name) && later());
  if (window.CKEDITOR) {
    // its own “change” knows keys and commands only; what an input method or a drop brings is an input of the document
    const listen = (one) => {
      const here = () => one.document?.$.addEventListener("input", later);
      one.on("change", later);
      one.on("contentDom", here);
      here();
      dress();
    };
    Object.values(window.CKEDITOR.instances).forEach(listen);
    window.CKEDITOR.on("instanceReady", (event) => listen(event.editor));
  }
  // the panel may be opened by a key, a link or a turned phone as well as by a click
  new IntersectionObserver(catchUp).observe(box);
  box.addEventListener("focusout", () => setTimeout(catchUp));
  document.querySelector(".desk-tabs")?.addEventListener("click", () => setTimeout(paintOpen));
}

if (box) {
  dress();
  box.addEventListener("change", (event) => event.target.closest("li") && record(event.target));
  box.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-day-form]")) return;
    event.preventDefault();
    leave(event.target, event.submitter);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.type === "text" && event.target.closest("li")) {
      event.preventDefault();
      event.target.blur();
    }
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-locate]");
    if (button) show(button);
    const link = event.target.closest("[data-promote]");
    if (link) promote(event, link);
  });
  if (form && box.dataset.find) watch();
}
