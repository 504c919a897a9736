/**
 * Pictures dropped or pasted into the body: sent to our own upload address, put into the text as a reference to their
 * use (`<img data-use="uid">`), never as data or as a foreign address.
 *
 * The textarea carries data-upload-url; without it (a story not saved yet) nothing is uploaded. The address answers
 * {"uploaded": 1, "use": "uid", "url": "…", "alt": ""} or {"uploaded": 0, "error": {"message": "…"}}, with any status.
 * What it answered for a picture is told to the page as the event "desk:picture"; data-no-upload says why there is no
 * address yet, in words for the person who pastes.
 * Load as a module: it then runs after CKEDITOR exists and before the editors start.
 */

/** The picture strip of the form asks by the event "desk:insert" to put a picture where the cursor last stood. */
function insertUse({ detail }) {
  const editor = CKEDITOR.instances.id_body;
  if (!editor) return;
  editor.focus();
  const place = emptyPlace(editor);
  if (place) {
    fill(editor, place, detail);
    return;
  }
  if (!editor.getSelection()?.getRanges().length) standAtEnd(editor);
  editor.insertHtml(markup(detail));
}

// Editors in which somebody has clicked or typed: focusing one by script gives it a cursor that nobody has set.
const used = new WeakSet();
const PLACE = 'img[data-use^="00000000-0000-4000-8000-"]';

/** The mark of a picture that did not come along: the selected one, or the first where nobody has set the cursor. */
function emptyPlace(editor) {
  const chosen = editor.getSelection()?.getSelectedElement();
  const inside = chosen && (chosen.is("img") ? chosen : chosen.findOne("img"));
  if (inside?.$.matches(PLACE)) return inside;
  return used.has(editor) ? null : editor.editable().findOne(PLACE);
}

/** The picture stands where its mark stood; the mark is a widget of its own, which goes as a whole. */
function fill(editor, place, detail) {
  const widget = editor.widgets?.getByElement(place);
  const mark = widget ? widget.wrapper : place;
  editor.fire("saveSnapshot");
  const range = editor.createRange();
  range.setStartBefore(mark);
  range.collapse(true);
  if (widget) editor.widgets.del(widget);
  else place.remove();
  range.select();
  editor.insertHtml(markup(detail));
  editor.fire("saveSnapshot");
}

/** Where nobody has clicked into the text yet, there is no cursor, and the editor cannot insert anything. */
function standAtEnd(editor) {
  const range = editor.createRange();
  range.moveToElementEditEnd(editor.editable());
  range.select();
}

function markup({ use, url, alt }) {
  const image = new CKEDITOR.dom.element("img");
  image.setAttributes({ "data-use": use, src: url, alt: alt || "" });
  return image.getOuterHtml();
}

function watch(editor) {
  const textarea = editor.element?.$;
  const uploadUrl = textarea?.dataset?.uploadUrl;
  editor.on("configLoaded", () => prepare(editor.config, uploadUrl));
  editor.on("widgetDefinition", ({ data }) => adapt(data));
  editor.on("contentDom", () => {
    for (const name of ["mousedown", "keydown"]) {
      editor.editable().attachListener(editor.editable(), name, () => used.add(editor));
    }
  });
  if (!uploadUrl) return explain(editor, textarea?.dataset?.noUpload);
  editor.on("fileUploadRequest", (event) => send(event, textarea.form));
  editor.on("fileUploadResponse", remember);
}

function prepare(config, uploadUrl) {
  if (!uploadUrl) return;
  config.uploadUrl = uploadUrl;
  // The server judges every picture, so that a refusal comes with its reason.
  config.uploadImage_supportedTypes = /^image\//;
}

/** The editor's own sentence about pictures is English in every language, and does not say what to do. */
function explain(editor, reason) {
  if (!reason) return;
  editor.on("instanceReady", () => {
    const said = editor.lang.clipboard;
    said.fileFormatNotSupportedNotification = said.fileWithoutFormatNotSupportedNotification = reason;
  });
}

/** Alt, caption and crop belong to the picture's use and are edited in the form: no dialog for addresses and sizes. */
function adapt(definition) {
  if (definition.name === "image") definition.dialog = undefined;
  if (definition.name === "uploadimage") definition.onUploaded = place;
}

function place(loader) {
  if (!loader.newsroom) return;
  this.replaceWith(markup(loader.newsroom));
  document.dispatchEvent(new CustomEvent("desk:picture", { detail: loader.newsroom }));
}

/** Send the file with Django's CSRF token, instead of the editor's own cookie. */
function send(event, form) {
  const loader = event.data.fileLoader;
  const { xhr } = loader;
  const finish = xhr.onload;
  xhr.onload = () => {
    const message = xhr.status >= 400 && answer(xhr)?.error?.message;
    if (!message) return finish.call(xhr);
    loader.message = message;
    return loader.changeStatus("error");
  };
  xhr.setRequestHeader("X-CSRFToken", form?.elements.csrfmiddlewaretoken?.value ?? "");
  xhr.setRequestHeader("Accept", "application/json");
  const body = new FormData();
  body.append("upload", loader.file, loader.fileName);
  xhr.send(body);
  event.stop();
}

function remember(event) {
  const loader = event.data.fileLoader;
  const data = answer(loader.xhr);
  if (data?.uploaded && data.use) loader.newsroom = data;
}

function answer(xhr) {
  try {
    return JSON.parse(xhr.responseText);
  } catch {
    return null;
  }
}

if (window.CKEDITOR) {
  CKEDITOR.on("instanceCreated", ({ editor }) => watch(editor));
  document.addEventListener("desk:insert", insertUse);
}
