// Finds a place of the copy again and shows it: in a field of the form, in the editor, or in a text that is only read.
// A place found is {input, start, end}, {block, start, end} or {row}; offsets are UTF-16 units of what stands there.
// Nothing is written into the text to mark a place (CSS Custom Highlight API); `replace` alone changes it.
const BLOCKS = new Set("p h1 h2 h3 h4 h5 h6 li ul ol td th tr table thead tbody tfoot caption blockquote div pre hr figure figcaption".split(" "));
const SKIPPED = "[data-cke-bookmark], [data-cke-hidden-sel], [data-cke-temp], .cke_widget_wrapper";
const FILLER = /\u200b{7}/g; // what the editor puts around the cursor
const BAR = "|"; // marks where a headline may break; not copy
const LOCATED = "desk-located";

/** The editor of the body, once it is ready: before that it may write its document anew, and marks in the old one are lost. */
export const editor = () =>
  Object.values(window.CKEDITOR?.instances ?? {}).find((one) => one.name === "id_body" && one.status === "ready" && one.document && one.editable());
export const editorBody = () => editor()?.editable().$;

// --- what stands there ---
/** The blocks of an element that hold words; `spots` tells which text node each stretch of them comes from. */
export function blocks(root = editorBody()) {
  const found = [];
  let words = "";
  let spots = [];
  const flush = () => {
    const text = words.replace(/\n+$/, "");
    if (text.trim()) found.push({ text, spots });
    words = "";
    spots = [];
  };
  const walk = (node) => {
    for (const kid of node.childNodes) {
      if (kid.nodeType === Node.TEXT_NODE) add(kid);
      else if (kid.nodeType !== Node.ELEMENT_NODE || kid.matches(SKIPPED)) continue;
      else if (kid.localName === "br") words += "\n";
      else if (BLOCKS.has(kid.localName)) {
        flush();
        walk(kid);
        flush();
      } else walk(kid);
    }
  };
  const add = (node) => {
    let at = 0;
    for (const part of node.data.split(FILLER)) {
      if (part) spots.push({ node, from: at, start: words.length, length: part.length });
      words += part.replace(/[\t\r\n\f]/g, " ");
      at += part.length + 7;
    }
  };
  if (root) walk(root);
  flush();
  return found;
}

/** The words of a field as they are printed: a headline without its bars. */
export const wordsOf = (input) => (input.id === "id_headline" ? input.value.replaceAll(BAR, "") : input.value);

/** Offset in a field of the n-th unit of its printed words. */
function past(input, n) {
  if (input.id !== "id_headline") return n;
  let at = 0;
  for (let left = n; at < input.value.length; at += 1) {
    if (input.value[at] === BAR) continue;
    if (left === 0) break;
    left -= 1;
  }
  return at;
}

const inField = (input, start, end) => ({ input, start: past(input, start), end: past(input, end - 1) + 1 });

// --- a place by its offsets, which count characters; its words are checked ---
/** In a block of the editor, or null where the words are not there. */
export function inBlock(block, { start, end, text }) {
  const span = spanOf(block.text, start, end, text);
  return span && { block, ...span };
}

/** In a field, or null. */
export function inInput(input, { start, end, text }) {
  const span = spanOf(wordsOf(input), start, end, text);
  return span && inField(input, span.start, span.end);
}

function spanOf(words, from, to, text) {
  const start = units(words, from);
  const end = units(words, to);
  return same(words.slice(start, end), text) ? { start, end } : null;
}

// An attribute of HTML has its line ends made alike, and lone halves of characters are replaced on their way.
const same = (one, other) => one.replace(/\r\n?/g, "\n").toWellFormed?.() === other || one === other;

/** Offset in UTF-16 units of the n-th character. */
function units(words, n) {
  if (!/[\ud800-\udfff]/.test(words)) return n;
  return [...words].slice(0, n).join("").length;
}

// --- a place by the words around it; blanks do not count ---
const squeeze = (text) => text.replace(/\s+/g, "");

/** All words of an element without blanks, and where each of their units stands. */
function flat(root) {
  const spots = [];
  let text = "";
  for (const block of blocks(root)) {
    for (let at = 0; at < block.text.length; at += 1) {
      if (/\s/.test(block.text[at])) continue;
      text += block.text[at];
      spots.push({ block, at });
    }
  }
  return { text, spots };
}

function nthIndex(text, words, nth) {
  let at = text.indexOf(words);
  for (let seen = 1; seen < nth && at >= 0; seen += 1) at = text.indexOf(words, at + 1);
  return at;
}

function among({ text, spots }, { before = "", text: words, after = "", nth = 1 }) {
  const lead = squeeze(before);
  const own = squeeze(words);
  const start = own ? nthIndex(text, lead + own + squeeze(after), nth) : -1;
  if (start < 0) return null;
  const first = spots[start + lead.length];
  const last = spots[start + lead.length + own.length - 1];
  return { block: first.block, start: first.at, last: last.block, end: last.at + 1 };
}

/** Places of an element by {before, text, after, nth}; null for those whose words are gone. */
export function amongWords(root, wanted) {
  const all = flat(root);
  return wanted.map((one) => among(all, one));
}

/** The same in a field. */
export function inputByWords(input, { before = "", text, after = "", nth = 1 }) {
  const at = nthIndex(wordsOf(input), before + text + after, nth);
  return at < 0 ? null : inField(input, at + before.length, at + before.length + text.length);
}

// --- showing it ---
/** The range of a place that is no field's. */
export function range({ block, start, last = block, end }) {
  const spot = (spots, at, closes) => spots.find((one) => (closes ? at <= one.start + one.length : at < one.start + one.length) && at >= one.start);
  const first = spot(block.spots, start, block === last && start === end);
  const final = spot(last.spots, end, true);
  if (!first || !final) return null;
  const made = first.node.ownerDocument.createRange();
  made.setStart(first.node, first.from + start - first.start);
  made.setEnd(final.node, final.from + end - final.start);
  return made;
}

/** Paint places under a name; what was painted under it before is gone. Where the browser cannot, nothing happens. */
export function mark(root, name, places) {
  const view = root?.ownerDocument.defaultView;
  if (!view?.CSS?.highlights) return;
  const ranges = places.map((where) => where && range(where)).filter(Boolean);
  if (ranges.length) view.CSS.highlights.set(name, new view.Highlight(...ranges));
  else view.CSS.highlights.delete(name);
}

/** On a phone a panel stands in front of the form. */
export function showStory() {
  const story = document.getElementById("tab-copy");
  if (story?.offsetParent) story.click();
}

function bringIntoView(element) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

function revealField({ input, row, start, end }) {
  const target = input ?? row.querySelector("input:not([type=hidden]), textarea, select");
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target.focus();
  if (end !== undefined) target.setSelectionRange(start, end);
  bringIntoView(target);
  return true;
}

/** Bring a place into view, open whatever it is folded into, and mark it. With `select` the cursor goes there. */
export function reveal(where, { select = false } = {}) {
  showStory();
  if (!where.block) return revealField(where);
  const there = range(where);
  if (!there) return false;
  const holder = there.startContainer.parentElement;
  const view = holder.ownerDocument.defaultView;
  if (select) {
    if (view !== window) editor()?.focus();
    view.getSelection().removeAllRanges();
    view.getSelection().addRange(there);
  }
  mark(holder, LOCATED, [where]);
  bringIntoView(holder);
  if (view !== window) document.getElementById("desk-body")?.scrollIntoView({ block: "nearest" });
  return true;
}

/** Put words in the place of others, in the marks of the first of them. */
export function replace(where, words) {
  if (where.input) {
    where.input.setRangeText(words, where.start, where.end, "end");
    where.input.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  const touched = where.block.spots.filter((one) => one.start < where.end && one.start + one.length > where.start);
  for (const spot of touched.reverse()) {
    const from = Math.max(where.start, spot.start) - spot.start + spot.from;
    const to = Math.min(where.end, spot.start + spot.length) - spot.start + spot.from;
    spot.node.replaceData(from, to - from, spot === touched.at(-1) ? words : "");
  }
}
