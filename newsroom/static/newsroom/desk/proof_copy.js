// The copy on the screen as proofing sees it: plain fields, the blocks of the editor, the words of pictures – and the way
// back from a finding to its place. Offsets of the server count characters, those of a browser UTF-16 units.
const FIELDS = ["kicker", "headline", "subheading", "standfirst", "editors_note"];
const BLOCKS = new Set("p h1 h2 h3 h4 h5 h6 li ul ol td th tr table thead tbody tfoot caption blockquote div pre hr figure figcaption".split(" "));
const SKIPPED = "[data-cke-bookmark], [data-cke-hidden-sel], [data-cke-temp], .cke_widget_wrapper";
const FILLER = /\u200b{7}/g; // what the editor puts around the cursor
const BAR = "|"; // marks where a headline may break; not copy

export const editor = () => Object.values(window.CKEDITOR?.instances ?? {}).find((one) => one.name === "id_body" && one.document && one.editable());
const root = () => editor()?.editable().$;
export const frame = () => root()?.ownerDocument.defaultView;

/** The blocks of the editor that hold words; `spots` tells which text node each stretch of them comes from. */
export function blocks() {
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
  if (root()) walk(root());
  flush();
  return found;
}

export function card(ref) {
  return [...document.querySelectorAll("#pictures .desk-strip .desk-picture")].find((one) => inner(one, "uid")?.value === ref);
}

const inner = (row, name) => row.querySelector(`[name$="-${name}"]`);

function pictures() {
  const named = (uid) => root()?.querySelector(`img[data-use="${CSS.escape(uid)}"]`);
  const value = (row, name) => inner(row, name)?.value ?? "";
  return [...document.querySelectorAll("#pictures .desk-strip .desk-picture")]
    .filter((row) => value(row, "uid") && !inner(row, "DELETE")?.checked)
    .filter((row) => value(row, "slot") !== "body" || named(value(row, "uid")))
    .map((row) => ({
      ref: value(row, "uid"),
      alt: value(row, "alt"),
      caption: value(row, "caption"),
      credit: value(row, "credit"),
      label: value(row, "ai_label"),
    }));
}

/** Everything that is checked, as the server reads it. */
export function collect() {
  const fields = {};
  for (const name of FIELDS) {
    const input = document.getElementById(`id_${name}`);
    if (input) fields[name] = name === "headline" ? input.value.replaceAll(BAR, "") : input.value;
  }
  const links = [...(root()?.querySelectorAll("a[href]") ?? [])].map((link) => link.getAttribute("href"));
  return { fields, body: blocks().map((block) => block.text), links, pictures: pictures() };
}

/** Where a finding stands now: {input, start, end} or {block, start, end}; null where its words are not there. */
export function place(item, now = blocks()) {
  const { field, block, ref, text } = item.dataset;
  if (field === "body") {
    const home = now[Number(block)];
    return home ? within(item, home.text, { block: home }) : null;
  }
  const row = ref ? card(ref) : null;
  const input = row ? inner(row, field) : document.getElementById(`id_${field}`);
  if (!input || !text) return input || row ? { input, row } : null;
  const plain = field === "headline" ? input.value.replaceAll(BAR, "") : input.value;
  const found = within(item, plain, { input, row });
  if (found && field === "headline") {
    found.start = past(input.value, found.start);
    found.end = past(input.value, found.end - 1) + 1;
  }
  return found;
}

function within(item, words, home) {
  const start = units(words, Number(item.dataset.start));
  const end = units(words, Number(item.dataset.end));
  return same(words.slice(start, end), item.dataset.text) ? { ...home, start, end } : null;
}

// An attribute of HTML has its line ends made alike, and lone halves of characters are replaced on their way.
const same = (one, other) => one.replace(/\r\n?/g, "\n").toWellFormed?.() === other || one === other;

/** Offset in UTF-16 units of the n-th character. */
function units(words, n) {
  if (!/[\ud800-\udfff]/.test(words)) return n;
  return [...words].slice(0, n).join("").length;
}

/** Offset in a headline with bars of the n-th unit without them. */
function past(words, n) {
  let at = 0;
  for (let left = n; at < words.length; at += 1) {
    if (words[at] === BAR) continue;
    if (left === 0) break;
    left -= 1;
  }
  return at;
}

/** The range in the editor's document. */
export function range({ block, start, end }) {
  const spot = (at, last) => block.spots.find((one) => (last ? at <= one.start + one.length : at < one.start + one.length) && at >= one.start);
  const first = spot(start, start === end);
  const final = spot(end, true);
  if (!first || !final) return null;
  const made = first.node.ownerDocument.createRange();
  made.setStart(first.node, first.from + start - first.start);
  made.setEnd(final.node, final.from + end - final.start);
  return made;
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
