// The plan of a series: the boxes that search for stories say to screen readers which field they are.
// select2 names them after their value alone, which is nothing while they are empty.
function name(select) {
  const box = select.parentElement.querySelector(".select2-selection");
  if (!box) return;
  const chosen = select.selectedOptions[0]?.textContent.trim() || "";
  box.removeAttribute("aria-labelledby");
  const words = [select.getAttribute("aria-label"), chosen].filter(Boolean).join(" ");
  for (const part of [box, box.querySelector(".select2-selection__rendered")]) part?.setAttribute("aria-label", words);
}

const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name);

// The boxes are made some time after this runs, and made anew for every added row.
nameAll();
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
