{% load static %}// Lets a reader who has been here read again without a network: what was open is kept, up to a number of pages.
// Pages come from the network whenever there is one, so nobody reads yesterday's text by mistake; what was taken
// back (404, 410) is thrown out of the store. The desk, the counter and the search are never kept.

const SHELL = "shell-{{ version }}";
const PAGES = "pages-1";
const PICTURES = "pictures-1";
const FILES = "files-1";
const MOST = { [PAGES]: 60, [PICTURES]: 160, [FILES]: 60 };
const OFFLINE = { hans: "{% url 'offline' script='hans' %}", hant: "{% url 'offline' script='hant' %}" };
const NEVER = ["/admin/", "/audience/", "/search/", "/zh-hant/search/", "/healthz", "/readyz"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL)
    .then((store) => store.addAll([OFFLINE.hans, OFFLINE.hant, {% for name in shell %}"{% static name %}"{% if not forloop.last %}, {% endif %}{% endfor %}]))
    .then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const known = [SHELL, PAGES, PICTURES, FILES];
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => !known.includes(name)).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

async function keep(name, request, response) {
  const store = await caches.open(name);
  await store.delete(request); // so that what was read last stands last
  await store.put(request, response);
  const kept = await store.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST[name])).map((old) => store.delete(old)));
}

async function fromNetwork(request) {
  const address = new URL(request.url);
  try {
    // ask, never take from the browser's own store: it may show half a minute of yesterday
    const response = await fetch(new Request(request, { cache: "no-cache" }));
    if (response.ok && !response.redirected) await keep(PAGES, address.pathname + address.search, response.clone());
    if (response.status === 404 || response.status === 410) {
      // under whatever query it was opened: a poster's code and a chat add their own
      await (await caches.open(PAGES)).delete(address.pathname, { ignoreSearch: true });
    }
    return response;
  } catch (error) {
    const kept = await (await caches.open(PAGES)).match(address.pathname + address.search);
    const offline = OFFLINE[address.pathname.startsWith("/zh-hant/") ? "hant" : "hans"];
    return kept || (await caches.match(offline)) || Promise.reject(error);
  }
}

async function fromStore(name, request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200) await keep(name, request, response.clone());
  return response;
}

{% if not hashed %}
// Names without a hash may hold something new at any time.
async function newest(name, request) {
  try {
    const response = await fetch(request);
    if (response.status === 200) await keep(name, request, response.clone());
    return response;
  } catch (error) {
    return (await caches.match(request)) || Promise.reject(error);
  }
}
{% endif %}
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const leave = request.method !== "GET" || address.origin !== self.location.origin
    || request.headers.has("range") || NEVER.some((path) => address.pathname.startsWith(path));
  if (leave) return;
  if (request.mode === "navigate") event.respondWith(fromNetwork(request));
  else if (address.pathname.startsWith("{{ static_url }}")) event.respondWith({% if hashed %}fromStore{% else %}newest{% endif %}(FILES, request));
  else if (address.pathname.startsWith("{{ media_url }}")) event.respondWith(fromStore(PICTURES, request));
});
