// The offline page: a list of what this device has kept, the last read first.

const list = document.querySelector("[data-kept]");

async function kept() {
  if (!("caches" in window)) return [];
  const store = await caches.open("pages-1");
  const requests = (await store.keys()).reverse();
  return Promise.all(requests.map(async (request) => {
    const html = await (await store.match(request)).text();
    const title = new DOMParser().parseFromString(html, "text/html").querySelector("h1")?.textContent.trim();
    return { title, address: new URL(request.url).pathname + new URL(request.url).search };
  }));
}

kept().then((pages) => {
  for (const { title, address } of pages.filter((page) => page.title && !page.address.endsWith("/offline/"))) {
    const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  list.hidden = !list.children.length;
  document.querySelector("[data-nothing]").hidden = Boolean(list.children.length);
});

document.querySelector("[data-again]")?.addEventListener("click", () => location.reload());
