// The editor's frame is a document of its own: hand the desk's colour scheme to it, now and when it changes.
function theme(editors) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => root.dataset.theme === "dark" || (root.dataset.theme !== "light" && system.matches);
  const paint = () => {
    for (const editor of Object.values(editors.instances)) {
      if (editor.document) editor.document.getDocumentElement().$.classList.toggle("is-dark", dark());
    }
  };
  editors.on("instanceReady", (event) => {
    event.editor.on("contentDom", paint);
    paint();
  });
  new MutationObserver(paint).observe(root, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", paint);
  paint();
}

if (window.CKEDITOR) theme(window.CKEDITOR);
