// The paste page: formatted text from the clipboard, a file dropped on the box, and fields that show where words stood.
// Enhancement only: without it the box takes plain text, and the file field takes everything else.
const form = document.querySelector("#paste-form");
const box = document.querySelector("#paste-text");
const file = document.querySelector("#paste-file");
const markup = form?.querySelector("[name=markup]");
const said = document.querySelector("#paste-said");

// What makes it worth asking the server: without any of these the words say it all.
const FORMATTED = /<(?:h[1-6]|b|strong|em|i|li|table|img|blockquote)\b|font-weight\s*:\s*(?:bold|[6-9]00)/i;

function over(event) {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  box.classList.add("is-over");
}

/** Insert as if typed, so that undo works. */
function type(text) {
  box.focus();
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  }
}

async function read(html) {
  const body = new FormData();
  body.set("html", new Blob([html], { type: "text/html" }), "clipboard.html");
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(box.dataset.read, { method: "POST", body });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

async function paste(html, plain) {
  said.textContent = box.dataset.waiting;
  box.setAttribute("aria-busy", "true");
  try {
    const told = await read(html);
    type(told.text);
    markup.value += told.markup;
    said.textContent = told.said;
  } catch (error) {
    type(plain);
    const why = error instanceof TypeError || error instanceof SyntaxError ? "" : error.message;
    said.textContent = `${box.dataset.failed} ${why}`.trim();
  } finally {
    box.removeAttribute("aria-busy");
  }
}

function asAddress(picture) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = failed;
    reader.readAsDataURL(picture);
  });
}

if (box?.dataset.read) {
  box.addEventListener("paste", async (event) => {
    const { clipboardData: board } = event;
    const [html, plain] = [board.getData("text/html"), board.getData("text/plain")];
    const pictures = [...board.files].filter((one) => one.type.startsWith("image/"));
    if (FORMATTED.test(html)) {
      event.preventDefault();
      paste(html, plain);
    } else if (!plain && pictures.length) {
      event.preventDefault();
      const images = await Promise.all(pictures.map(asAddress));
      paste(images.map((address) => `<img src="${address}">`).join(""), "");
    }
  });
}

if (box && file) {
  box.addEventListener("dragover", over);
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    box.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    if (box.value.trim()) file.focus();
    else form.requestSubmit(form.querySelector("[value=look]"));
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
