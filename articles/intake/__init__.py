"""Taking in: whatever a finished story comes as – plain text, HTML, Word, Markdown – becomes a `Manuscript`.

A manuscript is plain text (which decides everything), the shapes that its lines had, and pictures, which the text names
by marks: `![alternative text](picture:…)`. `files.read_file` reads a file, `html.read_html` what was pasted with its
formatting. Nothing is ever fetched from another address. Used by the paste page and `import_story`; knows no model.
"""
