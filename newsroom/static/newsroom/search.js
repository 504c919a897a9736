// Suggestions while somebody types a question: a combobox with a list (WAI-ARIA, list autocomplete, manual selection).
// Without this file the form asks the server as before.

const field = document.querySelector("[data-suggest]");
const PAUSE = 150; // ms of rest before a question goes out

if (field) {
  const list = document.createElement("ul");
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  Object.assign(list, { id: "q-hints", className: "hints", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.label);
  field.parentElement.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) field.setAttribute(name, value);

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    choose(-1);
    field.setAttribute("aria-expanded", "false");
  };

  const choose = (place) => {
    chosen = place;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === place)));
    const row = list.children[place];
    if (row) {
      field.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(({ kind, text, url }, at) => {
      const row = document.createElement("li");
      const words = document.createElement("span");
      const label = document.createElement("small");
      row.id = `q-hint-${at}`;
      row.setAttribute("role", "option");
      row.dataset.url = url;
      words.textContent = text;
      label.textContent = kind;
      row.append(words, label);
      return row;
    }));
    choose(-1);
    list.hidden = !suggestions.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    const number = ++asked;
    const question = field.value.trim();
    if (!question) return close();
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: question })}`);
      const { suggestions } = await answer.json();
      if (number === asked && document.activeElement === field) show(suggestions);
    } catch {
      close(); // offline or stopped: the form still works
    }
  };

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  field.addEventListener("keydown", (event) => {
    const rows = list.children.length;
    if (event.isComposing || !rows) return;
    if (event.key === "ArrowDown") choose((chosen + 1) % rows);
    else if (event.key === "ArrowUp") choose(chosen < 1 ? rows - 1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", () => { asked += 1; close(); });
  // before the field loses the focus, or the list would be gone when the finger lifts
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-url]");
    if (row) location.assign(row.dataset.url);
  });
}
