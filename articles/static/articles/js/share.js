// What the rows under a story gain where scripts run: 点赞 and 在看, a button that copies the address, one that opens the
// device's own sheet, panels that close one another – and the story's reads are counted, apart from the page, so that
// the page is the same for everybody. Without this file WeChat, Weibo, the poster and the printed address are left.

// The desk's preview is the same page at another address: nobody is a reader there, and what it would hand on is not out.
const canonical = document.querySelector("link[rel=canonical]");
const isOut = Boolean(canonical) && new URL(canonical.href).pathname === location.pathname;
if (!isOut) for (const row of document.querySelectorAll(".share")) row.hidden = true;

const copy = document.querySelector("[data-copy]");
if (isOut && copy && navigator.clipboard) {
  copy.hidden = false;
  const label = copy.querySelector("span");
  const before = label.textContent;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
    } catch {
      copy.hidden = true; // not allowed here: the printed address shows again
      document.documentElement.classList.remove("can-copy");
      return;
    }
    label.textContent = copy.dataset.done;
    setTimeout(() => { label.textContent = before; }, 2000);
  });
}

const share = document.querySelector("[data-share]");
if (isOut && share && navigator.share) {
  share.hidden = false;
  share.addEventListener("click", () => {
    // the reader may close the sheet; that is no error
    navigator.share({ title: share.dataset.title, url: share.dataset.share }).catch(() => {});
  });
}

const panels = [...document.querySelectorAll(".share__more")];
for (const panel of panels) {
  panel.addEventListener("toggle", () => {
    if (panel.open) for (const other of panels) if (other !== panel) other.open = false;
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
}

// Counting. Nothing is kept on the device and no cookie is set. A browser that asks not to be tracked is not counted as
// a reader; its 点赞 is, because it was pressed on purpose.

const box = document.querySelector("[data-audience]");
const READ_AFTER = 5000; // milliseconds in view
const asksNotToBeCounted = navigator.globalPrivacyControl || navigator.doNotTrack === "1";
let ticket = "";

async function ask(body) {
  const answer = await fetch(box.dataset.audience, body
    ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), keepalive: true }
    : { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function count(gesture, undo = false) {
  try {
    return await ask({ gesture, ticket, undo });
  } catch (error) {
    if (error.message !== "403") throw error;
    ticket = (await ask()).ticket; // the phone changed its network: ask anew, once
    await new Promise((done) => { setTimeout(done, 1100); });
    return ask({ gesture, ticket, undo });
  }
}

const quietly = (gesture) => { count(gesture).catch(() => {}); };

function show(numbers) {
  for (const button of box.querySelectorAll("button[data-gesture]")) {
    const number = numbers[button.dataset.gesture];
    button.setAttribute("aria-pressed", String(numbers.mine.includes(button.dataset.gesture)));
    button.querySelector("[data-number]").textContent = number ? ` ${number.toLocaleString("zh")}` : "";
    button.hidden = false;
  }
}

function press(button) {
  const undo = button.getAttribute("aria-pressed") === "true";
  button.setAttribute("aria-disabled", "true");
  count(button.dataset.gesture, undo)
    .then(show)
    .catch(() => { box.querySelector("[role=status]").textContent = box.dataset.failed; })
    .finally(() => { button.removeAttribute("aria-disabled"); });
}

function watchReading() {
  let seen = 0;
  const tick = setInterval(() => {
    if (document.visibilityState !== "visible") return;
    seen += 1000;
    if (seen < READ_AFTER) return;
    clearInterval(tick);
    quietly("read");
    const end = document.querySelector("[data-end]");
    if (!end) return;
    const watcher = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      quietly("finish");
    });
    watcher.observe(end);
  }, 1000);
}

if (isOut && box) {
  ask().then((numbers) => {
    ticket = numbers.ticket;
    show(numbers);
    box.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-gesture]");
      if (button && button.getAttribute("aria-disabled") !== "true") press(button);
    });
    // whatever hands the story on: copying its address, the device's own sheet, a link to another service
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-copy], [data-share], [data-shares]")) quietly("share");
    });
    if (!asksNotToBeCounted) watchReading();
  }).catch(() => {}); // not reachable: the story reads as well without numbers
}
