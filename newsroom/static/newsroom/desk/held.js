// A list that comes anew by itself must not do so under somebody's finger: the press would begin on one button and
// end on another, and the browser makes no click of that.

const LATE = 350; // after a finger is lifted the click may come so many milliseconds later; a press that ends elsewhere has none

/** Watch presses that begin in the box. Gives a function whose promise comes once nothing in it is pressed. */
export function untilFree(box) {
  let held = Promise.resolve();
  box.addEventListener("pointerdown", ({ button, isPrimary }) => {
    if (button || !isPrimary) return; // of these comes no click
    held = new Promise((done) => {
      const listening = new AbortController();
      const over = () => {
        listening.abort();
        setTimeout(done); // behind what the click does
      };
      const on = (name, act, capture = false) => addEventListener(name, act, { capture, signal: listening.signal });
      on("click", over, true);
      on("pointerup", () => setTimeout(over, LATE));
      for (const name of ["pointercancel", "contextmenu", "blur"]) on(name, over); // a menu or another window took it
    });
  });
  return () => held;
}
