// Marks a place of a text without writing into it (CSS Custom Highlight API), and scrolls there.
// A place is known by the words before it, its own and those behind it; blanks do not count. Used by the desk's panels.
const squeeze = (text) => text.replace(/\s+/g, "");

function textOf(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const spots = [];
  let text = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.data.length; at += 1) {
      if (/\s/.test(node.data[at])) continue;
      text += node.data[at];
      spots.push([node, at]);
    }
  }
  return { text, spots };
}

function nthIndex(text, words, nth) {
  let at = text.indexOf(words);
  for (let seen = 1; seen < nth && at >= 0; seen += 1) at = text.indexOf(words, at + 1);
  return at;
}

function rangeIn(flat, root, { before = "", text, after = "", nth = 1 }) {
  const lead = squeeze(before);
  const own = squeeze(text);
  const start = nthIndex(flat.text, lead + own + squeeze(after), nth);
  if (start < 0 || !own) return null;
  const [first, from] = flat.spots[start + lead.length];
  const [last, to] = flat.spots[start + lead.length + own.length - 1];
  const range = root.ownerDocument.createRange();
  range.setStart(first, from);
  range.setEnd(last, to + 1);
  return range;
}

// The range of a place inside an element, or null where the words are gone.
export const rangeOf = (root, place) => rangeIn(textOf(root), root, place);

// Paint many places at once under a name; those whose words are gone are left out.
export function paint(root, places, name) {
  const view = root.ownerDocument.defaultView;
  if (!view.CSS?.highlights) return;
  const flat = textOf(root);
  const ranges = places.map((place) => rangeIn(flat, root, place)).filter(Boolean);
  if (ranges.length) view.CSS.highlights.set(name, new view.Highlight(...ranges));
  else view.CSS.highlights.delete(name);
}

// Mark it and bring it into view. Returns whether it was there.
export function locate(root, place, name = "desk-located") {
  const view = root.ownerDocument.defaultView;
  const range = rangeOf(root, place);
  if (view.CSS?.highlights) {
    if (range) view.CSS.highlights.set(name, new view.Highlight(range));
    else view.CSS.highlights.delete(name);
  }
  if (!range) return false;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  return true;
}
