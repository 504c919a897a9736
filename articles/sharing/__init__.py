"""Pictures that stand for a page elsewhere: a card for links (1200 × 630) and a poster to pass on (1080 × 1920).

Drawn from published rows and the public store only, on first request, and kept. Public code; may be imported by the
public views of every app. `words` says what stands on one (`figures`: how many), `look` how it is dressed, `card` and
`poster` draw it, `store` keeps it. `faces` and `setting` are the type. Pure but for `store` and the picture that `words` opens.
"""
