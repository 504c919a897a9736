// The story's form: tabs, a warning before typed words are left behind.
// Enhancement only: without it every panel stands below the form and every button works.
const phone = matchMedia("(max-width: 767px)");

function tabs() {
  const list = document.querySelector(".desk-tabs");
  if (!list) return;
  const all = [...list.querySelectorAll("[role=tab]")];
  const shown = () => all.filter((tab) => tab.offsetParent !== null);
  let last = document.getElementById("tab-review"); // the panel that was open last
  const show = (wanted, focus) => {
    const copy = wanted.id === "tab-copy";
    if (!copy) last = wanted;
    document.body.dataset.view = copy ? "copy" : "side";
    for (const tab of all) {
      tab.setAttribute("aria-selected", String(tab === wanted));
      tab.tabIndex = tab === wanted ? 0 : -1;
      const panel = document.querySelector(tab.hash);
      if (tab.id !== "tab-copy") panel.hidden = tab !== wanted;
    }
    const frame = document.querySelector(`${wanted.hash} iframe[data-src]`);
    if (frame && !frame.src) frame.src = frame.dataset.src;
    if (focus) wanted.focus();
  };
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (!tab) return;
    event.preventDefault();
    show(tab);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const open = shown();
    const at = open.indexOf(document.activeElement);
    event.preventDefault();
    show(open[(at + step + open.length) % open.length], true);
  });
  list.dataset.live = "";
  // “Fill in” leads to a panel that is closed, or on a phone to a field behind the panel: show it before the browser goes there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]:not([role=tab])');
    const place = link?.hash && document.getElementById(link.hash.slice(1));
    if (!place) return;
    const tab = all.find((each) => each.hash === link.hash);
    if (tab) show(tab, true);
    else if (phone.matches && place.closest("#content-main")) show(document.getElementById("tab-copy"));
  });
  const asked = all.find((tab) => tab.hash === location.hash); // a link to a tab opens it
  show(asked ?? document.getElementById(phone.matches ? "tab-copy" : "tab-review"));
  // Another width keeps what somebody is at: the panel that was open, and on a phone the story, unless they are in the panel.
  phone.addEventListener("change", () => {
    const aside = document.getElementById("content-related").contains(document.activeElement);
    show(phone.matches && !aside ? document.getElementById("tab-copy") : last);
  });
  for (const link of document.querySelectorAll(".desk-seg a[target]")) {
    link.addEventListener("click", () => {
      for (const other of link.parentElement.children) other.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
    });
  }
}

function keepWords() {
  const form = document.getElementById("article_form");
  const mark = document.getElementById("desk-dirty");
  if (!form) return;
  let dirty = document.body.classList.contains("is-carried");
  let leaving = false;
  const touch = () => {
    dirty = true;
    if (mark) mark.hidden = false;
  };
  // a field of another form that stands among ours – a file to upload – is nothing that a save here would keep
  const typed = ({ target }) => target.form === form && touch();
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("desk:touched", touch);
  document.addEventListener("submit", (event) => {
    if (event.target === form) leaving = true;
  });
  addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });
  if (window.CKEDITOR) {
    const watch = (editor) => editor.on("change", () => editor.checkDirty() && touch());
    Object.values(window.CKEDITOR.instances).forEach(watch);
    window.CKEDITOR.on("instanceCreated", (event) => watch(event.editor));
  }
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      const save = document.querySelector('button[name="_act"][value="save"], button[name="_continue"]');
      if (save) {
        event.preventDefault();
        save.click();
      }
    }
  });
}

tabs();
keepWords();

// A refused form: take the person to the first field that needs them.
const wrong = document.querySelector(".form-row.errors :is(input, textarea, select), .desk-row.errors input");
if (wrong) wrong.focus();
