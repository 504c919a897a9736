// My desk: j and k move the focus from story to story. Letters are left alone where somebody types.
const rows = () => [...document.querySelectorAll(".queue a.t, .desk-back h3 a")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "j" || event.key === "k") {
    const all = rows();
    const at = all.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1);
    all[Math.max(0, Math.min(all.length - 1, at))]?.focus();
  }
});
