// A list that comes anew by itself must not do so under somebody's finger: the press would begin on one button and
// end on another, and the browser makes no click of that.

/** Watch presses that begin in the box. Gives a function whose promise comes once nothing in it is pressed. */
export function untilFree(box) {
  let held = Promise.resolve();
  box.addEventListener("pointerdown", () => {
    held = new Promise((done) => {
      const over = () => setTimeout(done); // the click comes right after the button is up
      for (const name of ["pointerup", "pointercancel"]) addEventListener(name, over, { once: true });
    });
  });
  return () => held;
}
