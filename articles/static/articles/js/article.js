// What a story gains where scripts run: the heading being read is marked in the contents, and pictures open in their
// place. Without this file nothing is missing but these.

const entries = new Map(
  [...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]),
);
const headings = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);
if (headings.length) {
  const mark = () => {
    const line = window.innerHeight * 0.3;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    const current = passed.at(-1);
    for (const [id, link] of entries) {
      if (current && id === current.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();
}

// Pictures: a click opens them all, side by side, at the one that was clicked. Without script the link opens the file.
const pictures = [...document.querySelectorAll("a[data-zoom]")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let shown = null;

function build() {
  const dialog = document.getElementById("show").content.cloneNode(true).firstElementChild;
  const strip = dialog.querySelector(".show__strip");
  for (const link of pictures) {
    const figure = document.createElement("figure");
    figure.className = link.closest(".is-small") ? "show__one is-small" : "show__one";
    const picture = link.querySelector("picture").cloneNode(true);
    for (const source of picture.querySelectorAll("source")) source.sizes = "100vw";
    const caption = document.createElement("figcaption");
    const words = link.closest("figure").querySelector("figcaption");
    caption.append(...[...((words?.querySelector(".shot__words") ?? words)?.childNodes ?? [])].map((node) => node.cloneNode(true)));
    figure.append(picture, caption);
    strip.append(figure);
  }
  document.body.append(dialog);
  const output = dialog.querySelector("output");
  const [back, on] = dialog.querySelectorAll("[data-step]");
  const at = () => Math.round(strip.scrollLeft / strip.clientWidth);
  let last = 0; // a closed strip has no width to count with
  const tell = () => {
    if (!strip.clientWidth) return;
    last = at();
    const text = `${at() + 1}／${pictures.length}`;
    if (output.value !== text) output.value = text;
    back.disabled = at() === 0;
    on.disabled = at() === pictures.length - 1;
  };
  const go = (place, smooth) => {
    strip.scrollTo({ left: Math.max(0, Math.min(pictures.length - 1, place)) * strip.clientWidth, behavior: smooth && !calm.matches ? "smooth" : "instant" });
  };
  strip.addEventListener("scroll", tell, { passive: true });
  dialog.addEventListener("keydown", (event) => {
    const place = { ArrowLeft: at() - 1, ArrowRight: at() + 1, Home: 0, End: pictures.length - 1 }[event.key];
    if (place === undefined) return;
    event.preventDefault();
    go(place, true);
  });
  for (const button of [back, on]) button.addEventListener("click", () => go(at() + Number(button.dataset.step), true));
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => pictures[last].focus());
  return {
    open(place) {
      dialog.showModal();
      strip.focus();
      go(place, false);
      tell();
    },
  };
}

for (const [place, link] of pictures.entries()) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    (shown ??= build()).open(place);
  });
}

// A photo story is leafed through with the arrow keys.
const shots = [...document.querySelectorAll(".kind-photo_story .shot")];
document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || !shots.length || document.querySelector("dialog[open]") || event.altKey || event.metaKey || event.ctrlKey) return;
  if (event.target.closest("input, textarea, select, video, audio, details, [role=region]")) return;
  const middle = innerHeight / 2;
  const here = shots.findLastIndex((shot) => shot.getBoundingClientRect().top <= middle);
  const next = shots[Math.max(0, here + step)];
  if (!next || (step < 0 && here <= 0)) return;
  event.preventDefault();
  next.scrollIntoView({ behavior: calm.matches ? "instant" : "smooth", block: "start" });
});
