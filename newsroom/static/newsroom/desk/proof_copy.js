// The copy on the screen as proofing sees it: plain fields, the blocks of the editor, the words of pictures, clips, charts
// and key figures – and which of these a finding of the server stands in. Where in it is the business of locate.js.
// Corrections are on the form to be read only: the server has their words.
import { blocks, editorBody, inBlock, inInput, wordsOf } from "./locate.js";

const FIELDS = "kicker headline subheading standfirst editors_note source production_note ai_note kicker_hant headline_hant subheading_hant standfirst_hant".split(" ");
const CARDS = {
  pictures: "#pictures .desk-strip .desk-picture",
  clips: "#clips > .desk-insert",
  charts: "#charts .desk-list > .desk-insert",
};
// The columns of a row as the server calls them; the table of a chart is its rows.
const COLUMNS = {
  pictures: { alt: "alt", caption: "caption", credit: "credit", label: "ai_label" },
  clips: { caption: "caption", credit: "credit", captions: "captions", transcript: "transcript" },
  charts: { title: "title", unit: "unit", source: "source", rows: "table" },
};
const INSERT = /^(clip|chart)_(.+)$/; // the field of a finding in a clip or a chart
const NUMBERED = /^(figure|correction)_(.+)$/; // in a row that has no uid
const FIGURE = ["unit", "label", "source"];

const inner = (row, name) => row.querySelector(`[name$="-${name}"]`);
const value = (row, name) => inner(row, name)?.value ?? "";
const cards = (kind) => [...document.querySelectorAll(CARDS[kind])].filter((row) => value(row, "uid") && !inner(row, "DELETE")?.checked);
const named = (uid) => editorBody()?.querySelector(`img[data-use="${CSS.escape(uid)}"]`);

/** What readers would see of one kind: at the head, in the text – and a picture also as the poster of a clip. */
function placed(kind) {
  const posters = kind === "pictures" ? placed("clips").map((row) => value(row, "poster")) : [];
  return cards(kind).filter((row) => {
    const uid = value(row, "uid");
    const slot = inner(row, "slot")?.value ?? "body";
    return slot !== "body" || named(uid) || posters.includes(uid);
  });
}

function told(kind) {
  return placed(kind).map((row) => {
    const words = Object.entries(COLUMNS[kind]).map(([column, name]) => [column, value(row, name)]);
    return { ref: value(row, "uid"), ...Object.fromEntries(words) };
  });
}

/** The key figures that a save would keep, in their order. */
function figures() {
  const rank = (row) => Number(value(row, "ORDER")) || Infinity;
  const rows = [...document.querySelectorAll("#figures tbody .desk-row")].filter((row) => value(row, "value").trim() && !inner(row, "DELETE")?.checked);
  return rows.sort((one, other) => (rank(one) === rank(other) ? 0 : rank(one) - rank(other)));
}

/** Everything that is checked, as the server reads it. */
export function collect() {
  const fields = {};
  for (const name of FIELDS) {
    const input = document.getElementById(`id_${name}`);
    if (input) fields[name] = wordsOf(input);
  }
  if (document.getElementById("id_ai_use")?.value === "none") delete fields.ai_note;
  const links = [...(editorBody()?.querySelectorAll("a[href]") ?? [])].map((link) => link.getAttribute("href"));
  const rows = Object.fromEntries(Object.keys(CARDS).map((kind) => [kind, told(kind)]));
  const keys = figures().map((row) => Object.fromEntries(FIGURE.map((name) => [name, value(row, name)])));
  return { fields, body: blocks().map((block) => block.text), links, figures: keys, ...rows };
}

function inputOf(row, field) {
  const [, kind, column] = field.match(INSERT) ?? [];
  return inner(row, kind ? COLUMNS[`${kind}s`][column] : field);
}

/** Whether a finding stands where one can type; what is only read is mended by a save. */
export const isTyped = (item) => !item.dataset.field.startsWith("correction_");

/** The row of a key figure, or the words of a correction. */
function numbered(kind, column, block, span) {
  if (kind === "figure") {
    const row = figures()[block];
    const input = row && inner(row, column);
    return input ? inInput(input, span) : null;
  }
  const [words] = blocks(document.querySelector(`#corrections [data-notice="${block}"] [data-copy="${column}"]`));
  return words ? inBlock(words, span) : null;
}

/** Where a finding stands now; null where its words are not there. */
export function place(item, now = blocks()) {
  const { field, block, ref, text } = item.dataset;
  const span = { start: Number(item.dataset.start), end: Number(item.dataset.end), text };
  if (field === "body") return now[Number(block)] ? inBlock(now[Number(block)], span) : null;
  const [, kind, column] = field.match(NUMBERED) ?? [];
  if (kind) return numbered(kind, column, Number(block), span);
  const row = ref ? Object.keys(CARDS).flatMap(cards).find((one) => value(one, "uid") === ref) : null;
  const input = row ? inputOf(row, field) : document.getElementById(`id_${field}`);
  if (!input || !text) return input || row ? { input, row } : null;
  return inInput(input, span);
}
