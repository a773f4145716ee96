/// The style sheet of the pictures. They take these variables from the page: `--ink`, `--paper`, `--grid`, `--first`,
/// `--second`; each series also has a shape of its own, so that no colour stands alone.
public let pictureStyle = """
  svg { display: block; width: 100%; max-width: 31rem; height: auto; overflow: visible; }
  svg .t { font: 12px system-ui, sans-serif; fill: var(--ink); }
  svg .small { font-size: 11px; }
  svg .strong { font-weight: 700; }
  svg .grid { stroke: var(--grid); stroke-width: 1; }
  svg .whisker { stroke: var(--ink); stroke-width: 1.5; }
  svg .m1 { fill: var(--first); stroke: var(--paper); stroke-width: 1; }
  svg .m2 { fill: var(--paper); stroke: var(--second); stroke-width: 2; }
  svg .l1 { fill: none; stroke: var(--first); stroke-width: 2.5; }
  svg .l2 { fill: none; stroke: var(--second); stroke-width: 2; stroke-dasharray: 6 4; }
  svg .b1 { fill: var(--first); }
  svg .b2 { fill: var(--paper); stroke: var(--second); stroke-width: 2; }
  svg .unsure { fill: var(--first); fill-opacity: .18; stroke: var(--first); stroke-width: 1; stroke-dasharray: 3 2; }
  svg .tile { fill: var(--first); stroke: var(--grid); }
  svg .tile.none { fill: none; stroke-dasharray: 4 3; }

  """
