/// The style sheet of the page, but for its pictures. Every pair of text and ground has a contrast of 4.5 or more, every
/// mark of 3, in both schemes (WCAG 2.2, level AA); print takes the light one.
let pageStyle = """
  :root { --ink: #1b1f24; --paper: #ffffff; --card: #f6f8fa; --muted: #505863; --grid: #c3cad2; --line: #7d8590;
    --first: #0b5cad; --second: #b3400a; --link: #0b4f94; }
  @media screen and (prefers-color-scheme: dark) {
    :root { --ink: #e9edf1; --paper: #12161b; --card: #1b2128; --muted: #aab3bd; --grid: #3d4650; --line: #808a95;
      --first: #74b2f0; --second: #f2a071; --link: #8fc2f5; }
  }
  * { box-sizing: border-box; }
  html { scroll-behavior: auto; }
  body { margin: 0 auto; padding: 1rem; max-width: 72rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
    background: var(--paper); overflow-wrap: break-word; }
  h1 { font-size: 1.7rem; line-height: 1.2; margin: .5rem 0; }
  h2 { font-size: 1.35rem; line-height: 1.25; margin: 2.2rem 0 .8rem; padding-top: .6rem; border-top: 2px solid var(--first); }
  h3 { font-size: 1.05rem; line-height: 1.3; margin: 0 0 .3rem; }
  section > h3 { margin-top: 1.6rem; }
  p { margin: .3rem 0 .7rem; max-width: 45rem; }
  a { color: var(--link); }
  a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--second); outline-offset: 2px; }
  main:focus { outline: none; }
  .skip { position: absolute; left: -100rem; padding: .5rem 1rem; background: var(--paper); }
  .skip:focus { left: 1rem; top: .5rem; z-index: 1; }
  nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: 1rem 0; padding: 0; }
  nav a { display: inline-block; padding: .3rem 0; }
  .keys, .figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 29rem), 1fr));
    margin: 0; padding: 0; list-style: none; align-items: start; }
  .keys { grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); align-items: stretch; }
  .keys li, figure { margin: 0; padding: 1rem; background: var(--card); border: 1px solid var(--grid); border-radius: .4rem;
    min-width: 0; }
  .key { font-size: 1.15rem; line-height: 1.35; font-weight: 600; }
  figure svg { margin: .6rem 0; }
  .note { color: var(--muted); font-size: .9rem; }
  .notice { padding: .5rem .8rem; border: 2px solid var(--second); color: var(--ink); font-size: 1rem; font-weight: 600; }
  .origin { margin: .4rem 0; font-size: .85rem; color: var(--muted); }
  .origin dt, .origin dd { display: inline; margin: 0; }
  .origin dt { font-weight: 600; }
  .origin dt::after { content: "\\00a0: "; }
  .origin dd { overflow-wrap: anywhere; }
  :lang(en) .origin dt::after { content: ": "; }
  .absent { border-style: dashed; }
  summary { cursor: pointer; padding: .3rem 0; color: var(--link); }
  .scroll { overflow-x: auto; margin: .4rem 0 1rem; }
  table { border-collapse: collapse; font-size: .9rem; line-height: 1.35; }
  caption { text-align: left; font-weight: 600; padding: .2rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .25rem .7rem .25rem 0; border-bottom: 1px solid var(--grid); }
  th { font-weight: 600; }
  tbody th { font-weight: 400; min-width: 8rem; }
  .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  thead .n { white-space: normal; }
  footer { margin-top: 2rem; border-top: 1px solid var(--line); font-size: .9rem; color: var(--muted); }
  @media (max-width: 30rem) {
    body { padding: .5rem; }
    .keys li, figure { padding: .7rem; }
  }
  @media print {
    body { max-width: none; padding: 0; font-size: 10pt; }
    nav, .skip { display: none; }
    .figures { grid-template-columns: 1fr 1fr; }
    .keys { grid-template-columns: 1fr 1fr 1fr; gap: .5rem; }
    .keys li, figure { padding: .5rem; }
    .key { font-size: 11pt; }
    details::details-content { content-visibility: visible; height: auto; }
    figure, .keys li, tr { break-inside: avoid; }
    h2, h3 { break-after: avoid; }
    .scroll { overflow: visible; }
    .figures details { display: none; }
  }

  """
