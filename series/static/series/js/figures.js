// Key figures of a landing count up when a reader scrolls to them – only where motion is welcome, and never those
// that are seen at once. Without this, and to screen readers at all times, they say what they say.
const welcome = matchMedia("(prefers-reduced-motion: no-preference)").matches;
const MILLISECONDS = 900;

function count(field) {
  const said = field.textContent, [whole] = said.match(/^\d+(\.\d+)?$/) || [];
  if (!whole) return;
  const places = (whole.split(".")[1] || "").length, began = performance.now();
  field.style.display = "inline-block";
  field.style.minWidth = `${field.offsetWidth}px`; // nothing beside it moves
  field.style.textAlign = "end";
  function step(now) {
    const run = Math.min(1, (now - began) / MILLISECONDS);
    field.textContent = run < 1 ? (Number(whole) * (1 - (1 - run) ** 3)).toFixed(places) : said;
    if (run < 1) requestAnimationFrame(step);
    else field.removeAttribute("style");
  }
  requestAnimationFrame(step);
}

if (welcome) {
  const unseen = new WeakSet();
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) unseen.add(target);
      else {
        watch.unobserve(target);
        if (unseen.has(target)) count(target);
      }
    }
  }, { threshold: 0.6 });
  document.querySelectorAll(".fig__value b").forEach((field) => watch.observe(field));
}
