// The reader's own settings: size, face, light or dark, script. Remembered on this device alone, never sent anywhere.
// A classic script at the end of <head>: it runs after the style sheets and before the first paint, so nothing flashes.
// And what was open can be read again without a network: the service worker is asked for here, on every page.
(() => {
  const KEY = "reader";
  const CHOICES = { size: ["s", "m", "l", "xl"], face: ["hei", "song"], mode: ["auto", "light", "dark"], script: ["hans", "hant"] };
  const root = document.documentElement;
  const here = root.lang === "zh-Hant" ? "hant" : "hans";

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY)) ?? {};
      return Object.fromEntries(Object.entries(CHOICES).flatMap(([name, all]) => (all.includes(kept[name]) ? [[name, kept[name]]] : [])));
    } catch {
      return {}; // storage is off, or holds something else
    }
  };
  const keep = (settings) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(settings));
    } catch { /* then it holds for this page */ }
  };

  // The style sheets ask the system whether it is dark. Their questions are answered here instead, so that no colour
  // has to be written twice and a theme added tomorrow obeys as well.
  const asked = [];
  const collect = (rules) => {
    for (const rule of rules) {
      if (rule.media && /prefers-color-scheme/.test(rule.media.mediaText)) asked.push([rule.media, rule.media.mediaText]);
      if (rule.cssRules) collect(rule.cssRules);
    }
  };
  const paint = (mode) => {
    if (mode === "auto" && !asked.length) return;
    if (!asked.length) {
      for (const sheet of document.styleSheets) {
        try {
          collect(sheet.cssRules);
        } catch { /* not ours */ }
      }
    }
    for (const [media, text] of asked) {
      media.mediaText = mode === "auto" ? text : text.replace(/\(\s*prefers-color-scheme\s*:\s*(\w+)\s*\)/g, (_, wanted) => (wanted === mode ? "(min-width: 0px)" : "(max-width: 0px)"));
    }
    root.style.colorScheme = mode === "auto" ? "" : mode; // pictures drawn as SVG follow this
  };

  const twin = (script) => {
    const link = document.querySelector(`link[rel="alternate"][hreflang="${script === "hant" ? "zh-Hant" : "zh-Hans"}"]`);
    const own = document.querySelector('link[rel="canonical"]');
    // a preview or an error page stands at an address that is not the page's own: it stays where it is
    if (!link || !own || new URL(own.href).pathname !== location.pathname) return "";
    const to = new URL(link.href);
    return to.pathname + location.search + location.hash;
  };

  const settings = read();
  const show = () => {
    for (const name of ["size", "face"]) {
      if (settings[name]) root.dataset[name] = settings[name];
      else delete root.dataset[name];
    }
    paint(settings.mode ?? "auto");
  };
  root.classList.add("has-js");
  // what the page will be able to offer, said before it is laid out
  root.classList.toggle("can-copy", Boolean(navigator.clipboard));
  root.classList.toggle("can-share", Boolean(navigator.share));
  show();
  if (settings.script && settings.script !== here && twin(settings.script)) location.replace(twin(settings.script));

  document.addEventListener("DOMContentLoaded", () => {
    // the plain link to the other script is a choice like the one in the panel
    for (const link of document.querySelectorAll("body a[rel~=alternate][hreflang]")) {
      link.addEventListener("click", () => keep({ ...settings, script: here === "hans" ? "hant" : "hans" }));
    }
    const box = document.querySelector(".reader");
    if (!box) return;
    const form = box.querySelector("form");
    const now = { size: "m", face: "hei", mode: "auto", ...settings, script: here };
    for (const [name, value] of Object.entries(now)) form.elements[name].value = value;
    form.addEventListener("change", ({ target }) => {
      settings[target.name] = target.value;
      keep(settings);
      show();
      if (target.name === "script" && target.value !== here) location.assign(twin(target.value) || location.href);
    });
    const close = (focus) => {
      box.open = false;
      if (focus) box.querySelector("summary").focus();
    };
    box.addEventListener("keydown", (event) => event.key === "Escape" && box.open && close(true));
    document.addEventListener("click", (event) => !box.contains(event.target) && close(false));
  });
})();

if ("serviceWorker" in navigator && window.isSecureContext) {
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js").catch(() => {}); // private windows refuse; nothing is lost
  });
}
