// Tags are names in one line: the browser's list completes the whole field, so every name is offered behind those typed.
const field = document.getElementById("id_tag_names");
const list = field?.list;

if (list) {
  const names = [...list.options].map((option) => option.value);
  field.addEventListener("input", () => {
    const [before] = field.value.match(/^.*[\s，、,；;]/u) ?? [""];
    const taken = new Set(before.split(/[\s，、,；;]+/u));
    const left = names.filter((name) => !taken.has(name));
    list.replaceChildren(...left.map((name) => new Option("", before + name)));
  });
}
