// The tab 校对 at work: checks while somebody types, marks places without touching the text, mends, leaves.
// Enhancement only: without it the tab tells about the saved text, and its buttons save first and then mend.
import { untilFree } from "./held.js";
import { blocks, editor, editorBody, mark, replace, reveal } from "./locate.js";
import { collect, isTyped, place } from "./proof_copy.js";

const panel = document.getElementById("panel-proof");
const tab = document.getElementById("tab-proof");
const free = panel && untilFree(panel);
const PAUSE = 700;
let timer = 0;
let asked = null;
let waiting = null;
let last = "";

const items = () => [...panel.querySelectorAll(".proof-item")];
const busy = () => panel.querySelector(".proof-ignore[open]")?.contains(document.activeElement);

function say(words) {
  panel.querySelector("[data-proof-said]").textContent = words;
}

// --- marks in the editor; where the browser has none, the tab alone tells ---
function paint() {
  const now = blocks();
  for (const severity of ["must", "should", "note"]) {
    const here = items().filter((item) => item.dataset.field === "body" && item.dataset.severity === severity);
    mark(editorBody(), `proof-${severity}`, here.map((item) => place(item, now)));
  }
}

function go(item) {
  const where = place(item);
  return where !== null && reveal(where, { select: true });
}

// --- mending ---
function mend(chosen) {
  const now = blocks();
  const places = chosen.map((item) => ({ item, where: place(item, now) })).filter(({ where }) => where && "end" in where);
  const home = ({ block, input }) => block ?? input;
  places.sort((a, b) => (home(a.where) === home(b.where) ? b.where.start - a.where.start : 0));
  const words = editor();
  const inBody = places.some(({ where }) => where.block);
  if (inBody) words.fire("saveSnapshot");
  let done = 0;
  const edge = new Map();
  for (const { item, where } of places) {
    if (where.end > (edge.get(home(where)) ?? Infinity)) continue;
    replace(where, item.dataset.new);
    edge.set(home(where), where.start);
    done += 1;
  }
  if (inBody) {
    words.fire("saveSnapshot");
    words.fire("change");
    panel.ownerDocument.getElementById("article_form").dispatchEvent(new CustomEvent("desk:touched"));
  }
  return done;
}

function mendAndGoOn(chosen) {
  const at = items().indexOf(chosen[0]);
  const done = mend(chosen);
  if (!done) return say(panel.dataset.moved);
  say(panel.dataset.mended.replace("0", done));
  check(() => (items()[Math.min(at, items().length - 1)]?.querySelector("button, a") ?? tab).focus());
}

// --- asking ---
/** What saves first without a script makes way for what asks in its place. */
function dress() {
  for (const plain of panel.querySelectorAll("[data-plain]")) plain.hidden = true;
  for (const live of panel.querySelectorAll("[data-live]")) live.hidden = false;
}

function show(html) {
  if (busy()) {
    waiting = html;
    return;
  }
  waiting = null;
  panel.querySelector("[data-proof]").innerHTML = html;
  dress();
  const { mistakes, must } = panel.querySelector(".proof").dataset;
  const count = tab.querySelector("sup");
  count.textContent = Number(mistakes) ? mistakes : "";
  count.className = Number(must) ? "bad" : "";
  paint();
}

async function showWaiting() {
  await free();
  if (waiting && !busy()) show(waiting);
}

async function check(then) {
  clearTimeout(timer);
  asked?.abort();
  const mine = new AbortController();
  asked = mine;
  const body = new FormData();
  last = JSON.stringify(collect());
  body.set("copy", last);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    const answer = await fetch(panel.dataset.check, { method: "POST", body, signal: mine.signal });
    const told = await answer.text();
    await free();
    mine.signal.throwIfAborted();
    if (answer.ok && !answer.redirected) show(told);
    else say(answer.headers.get("Content-Type")?.startsWith("text/plain") ? told : panel.dataset.out);
    then?.();
  } catch (error) {
    if (error.name !== "AbortError") say(panel.dataset.out);
  }
}

function typed() {
  clearTimeout(timer);
  timer = setTimeout(() => JSON.stringify(collect()) !== last && check(), PAUSE);
}

async function send(form) {
  const body = new FormData(form);
  body.set("quiet", "1");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const told = answer ? await answer.text() : panel.dataset.out;
  if (!answer?.ok) {
    (form.querySelector("[data-said]") ?? panel.querySelector("[data-proof-said]")).textContent = told;
    return;
  }
  form.closest("details")?.removeAttribute("open");
  say(told);
  if (panel.dataset.check) check(() => tab.focus());
  else location.reload();
}

function listen() {
  panel.addEventListener("click", (event) => {
    const item = event.target.closest(".proof-item");
    if (event.target.closest("[data-go]") && item && go(item)) event.preventDefault();
    if (!panel.dataset.check) return;
    const one = event.target.closest("[data-mend]");
    if (!one && !event.target.closest("[data-mend-all]")) return;
    const chosen = (one ? [item] : items().filter((other) => "auto" in other.dataset)).filter(isTyped);
    if (!chosen.length) return; // the button saves and mends
    event.preventDefault();
    mendAndGoOn(chosen);
  });
  panel.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-proof-form]")) return;
    event.preventDefault();
    send(event.target);
  });
  panel.addEventListener("focusout", () => setTimeout(showWaiting));
  panel.addEventListener("toggle", (event) => event.target.open && event.target.querySelector("input[name=reason]")?.focus(), true);
}

function watch() {
  const form = document.getElementById("article_form");
  for (const name of ["input", "change", "desk:touched"]) form.addEventListener(name, typed);
  if (!window.CKEDITOR) return check();
  const follow = (one) => {
    one.on("change", typed);
    one.on("contentDom", () => check());
    if (one.status === "ready") check();
  };
  Object.values(window.CKEDITOR.instances).forEach(follow);
  window.CKEDITOR.on("instanceCreated", (event) => follow(event.editor));
  window.CKEDITOR.on("instanceReady", () => check());
}

if (panel && tab) {
  dress();
  listen();
  if (panel.dataset.check) watch();
}
