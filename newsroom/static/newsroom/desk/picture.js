// The page of a picture: click it, or move the sliders, and every crop shows at once what it would keep.

const whole = document.querySelector("[data-whole]");
const [x, y] = ["focal_x", "focal_y"].map((name) => document.querySelector(`input[name="${name}"]`));

/** Where a crop begins, in percent of what it leaves out: as `renditions.plan` cuts it. */
function offset(size, part, focal) {
  const room = size - part;
  if (room <= 0) return 50;
  return (Math.min(Math.max((size * focal) / 100 - part / 2, 0), room) / room) * 100;
}

function show(dot) {
  const [width, height] = [Number(whole.dataset.width), Number(whole.dataset.height)];
  dot.style.left = `${x.value}%`;
  dot.style.top = `${y.value}%`;
  for (const input of [x, y]) {
    const output = document.querySelector(`output[for="${input.id}"]`);
    if (output) output.textContent = input.value;
  }
  for (const box of document.querySelectorAll("[data-crop]")) {
    const [wide, high] = box.dataset.crop.split(",").map(Number);
    const part = Math.min(width, (height * wide) / high);
    const left = offset(width, part, Number(x.value));
    const top = offset(height, (part * high) / wide, Number(y.value));
    const image = box.querySelector("img");
    if (image.dataset.wholeSrc) {
      image.src = image.dataset.wholeSrc;
      delete image.dataset.wholeSrc;
    }
    image.style.objectPosition = `${left}% ${top}%`;
  }
}

if (whole && x && y && !x.disabled) {
  const dot = document.createElement("i");
  whole.append(dot);
  dot.style.left = `${x.value}%`;
  dot.style.top = `${y.value}%`;
  for (const input of [x, y]) input.addEventListener("input", () => show(dot));
  whole.addEventListener("click", (event) => {
    const frame = whole.getBoundingClientRect();
    const within = (value) => Math.round(Math.min(100, Math.max(0, value * 100)));
    x.value = within((event.clientX - frame.left) / frame.width);
    y.value = within((event.clientY - frame.top) / frame.height);
    show(dot);
  });
}
