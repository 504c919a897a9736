// Steps through changes: the “next change” button on phones, j and k elsewhere. Single keys rest while somebody types.
const changes = [...document.querySelectorAll("[data-change]")];

function step(by) {
  if (!changes.length) return;
  const here = changes.indexOf(document.activeElement);
  const start = by > 0 ? -1 : changes.length;
  const next = changes[((here < 0 ? start : here) + by + changes.length) % changes.length];
  next.closest("details")?.setAttribute("open", "");
  next.focus();
  next.scrollIntoView({ block: "center" });
}

for (const button of document.querySelectorAll("[data-next-change]")) button.addEventListener("click", () => step(1));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});
