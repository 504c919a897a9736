// Counts on the cards of the picture strip while a worker makes their files. A plain reload shows the same.

const box = document.querySelector("[data-rendering-state]");
const EVERY = 2000; // milliseconds

function show(pictures) {
  let waiting = false;
  for (const mark of box.querySelectorAll("[data-rendering]")) {
    const told = pictures[mark.dataset.rendering];
    if (!told) continue;
    if (mark.textContent !== told.said) mark.textContent = told.said;
    mark.hidden = !told.said;
    mark.classList.toggle("bad", told.failed);
    waiting ||= told.waiting;
  }
  const again = document.querySelector("[data-rendering-retry]");
  if (again) again.hidden = !Object.values(pictures).some((told) => told.failed);
  return waiting;
}

let timer = 0;
async function ask() {
  timer = 0;
  try {
    const answer = await fetch(box.dataset.renderingState, { headers: { Accept: "application/json" } });
    if (!answer.ok) return; // logged out, or no longer theirs: the page says so when it is used
    if (show((await answer.json()).pictures)) timer = setTimeout(ask, EVERY);
  } catch {
    timer = setTimeout(ask, EVERY * 5); // no network just now
  }
}

if (box) {
  if (box.querySelector("[data-rendering]:not([hidden]):not(.bad)")) ask();
  document.addEventListener("desk:uploaded", () => {
    if (!timer) timer = setTimeout(ask, EVERY);
  });
}
