// What every desk page has: menus that close, keys that do not get in the way of typing.
const menus = () => document.querySelectorAll("details.desk-me[open], details.desk-more[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});
