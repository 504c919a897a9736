// What the share row gains where scripts run: a button that copies the address, one that opens the device's own sheet,
// and panels that close one another. Without this file WeChat, Weibo, the poster and the printed address are left.

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  const label = copy.querySelector("span");
  const before = label.textContent;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
    } catch {
      copy.hidden = true; // not allowed here: the printed address shows again
      return;
    }
    label.textContent = copy.dataset.done;
    setTimeout(() => { label.textContent = before; }, 2000);
  });
}

const share = document.querySelector("[data-share]");
if (share && navigator.share) {
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
