/// The look of what the preview adds, inside its shadow tree, and of its own pages. Served as `/-/reload.css`.
let reloadStyle = #"""
  :host { all: initial !important; font: 15px/1.5 system-ui, sans-serif !important; color-scheme: light dark !important; }
  @media print { :host { display: none !important; } }
  section, details { position: fixed; z-index: 2147483647; box-sizing: border-box; overflow: auto; overscroll-behavior: contain;
    color: #1b1b1b; background: #fff; border: 1px solid #767676; box-shadow: 0 4px 24px #0006; }
  section { inset: 2rem 2rem auto; max-height: calc(100vh - 4rem); padding: 1rem 1.5rem; border-top: 6px solid #b3261e; }
  section[hidden] { display: none; }
  details { right: 0; bottom: 0; max-width: min(46rem, 100vw); max-height: 70vh; padding: 0 .75rem; border-radius: 6px 0 0; }
  details.other { border: 3px solid #7a4fbf; }
  summary { padding: .3rem 0; cursor: pointer; font-size: 13px; }
  h2 { margin: 0 6rem .5rem 0; font-size: 1.2rem; color: #b3261e; }
  section > button { position: absolute; top: 1rem; right: 1.5rem; }
  ul { margin: 0; padding: 0; list-style: none; }
  li { margin: 0 0 1rem; }
  li p { margin: 0; overflow-wrap: anywhere; }
  li.error > p { color: #b3261e; font-weight: 600; }
  li.warning > p { color: #7a4a00; }
  a { color: #0b57d0; overflow-wrap: anywhere; }
  nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .5rem 0; }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .25rem 0 .5rem; }
  button, input { font: inherit; padding: .1rem .5rem; }
  :focus-visible { outline: 3px solid #0b57d0; outline-offset: 1px; }
  section:focus { outline: none; }
  pre { margin: .25rem 0 0; padding: .5rem; overflow: auto; font: 13px/1.45 ui-monospace, monospace; background: #f3f3f3; tab-size: 2; }
  mark { color: #fff; background: #b3261e; }
  body.own { margin: 0; font: 16px/1.6 system-ui, sans-serif; color-scheme: light dark; }
  body.own main { padding: 1rem 2rem; }
  ol.source { padding-left: 4rem; font: 14px/1.5 ui-monospace, monospace; }
  ol.source code { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
  ol.source li { margin: 0; padding-left: .5rem; scroll-margin-top: 30vh; }
  ol.source li:target { background: #fff2a8; color: #1b1b1b; }
  @media (prefers-color-scheme: dark) {
    section, details { color: #eee; background: #1e1e1e; }
    h2, li.error > p { color: #ff8a80; }
    li.warning > p { color: #ffc46b; }
    a { color: #8ab4f8; }
    pre { background: #2b2b2b; }
  }
  """#
