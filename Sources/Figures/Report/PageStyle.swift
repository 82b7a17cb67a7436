/// How the page looks: dark where the reader's system is, on paper always light.
enum PageStyle {
    static let text = """
        :root { --ink: #1d2430; --quiet: #5b6675; --paper: #fff; --card: #f5f7fa; --line: #d8dee6; --link: #0a58ca; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --ink: #e3e7ed; --quiet: #9aa6b5; --paper: #14181f; --card: #1d232c; --line: #343d4a;
            --link: #7db3ff; }
          .mark { color: var(--dark-mark); }
        \(DarkFigures.rules)
        }
        @media print, (prefers-color-scheme: light) { .mark { color: var(--mark); } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 1600px; padding: 0 16px 48px; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 26px; margin: 24px 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 20px; margin: 36px 0 8px; border-bottom: 1px solid var(--line); }
        h3 { font-size: 15px; margin: 0 0 4px; overflow-wrap: anywhere; }
        a { color: var(--link); }
        nav a { margin-right: 12px; white-space: nowrap; display: inline-block; padding: 2px 0; }
        li, p, dd, summary { overflow-wrap: anywhere; max-width: 1000px; }
        .answer p { margin: 6px 0; font-size: 16px; }
        .answer p:first-child { font-size: 19px; font-weight: 600; line-height: 1.35; }
        .quiet { color: var(--quiet); font-size: 13px; }
        .note { border-left: 4px solid #d55e00; padding-left: 10px; }
        .skip { position: absolute; left: -9999px; }
        .skip:focus { left: 16px; top: 8px; background: var(--paper); padding: 6px; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
        figure { margin: 16px 0; min-width: 0; }
        figure .scroll svg { display: block; }
        figcaption { font-weight: 600; }
        figure p { margin: 2px 0; }
        details { border: 1px solid var(--line); border-radius: 6px; margin: 8px 0; padding: 6px 12px; }
        summary { cursor: pointer; font-weight: 600; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 760px), 1fr)); gap: 0 24px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 12.5px; font-variant-numeric: tabular-nums; width: 100%; }
        th, td { padding: 2px 5px; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
        .number { text-align: right; }
        .best { font-weight: 700; }
        .break { white-space: normal; overflow-wrap: anywhere; min-width: 90px; }
        th button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 2px 0;
          cursor: pointer; }
        th small { display: block; font-weight: 400; color: var(--quiet); min-height: 1.2em; }
        th { vertical-align: top; }
        th[aria-sort=ascending] button::after { content: " ↑"; }
        th[aria-sort=descending] button::after { content: " ↓"; }
        tbody tr:hover { background: var(--card); }
        input { font: inherit; padding: 4px 8px; max-width: 100%; color: inherit; background: var(--card);
          border: 1px solid var(--quiet); border-radius: 4px; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr)); gap: 12px; }
        article { background: var(--card); border-radius: 6px; padding: 12px; min-width: 0; }
        article p { margin: 2px 0; }
        dl { display: grid; grid-template-columns: auto 1fr; gap: 0 12px; font-size: 13px; margin: 8px 0 0; }
        dt { color: var(--quiet); overflow-wrap: anywhere; }
        dd { margin: 0; }
        .facts { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
        pre { background: var(--card); padding: 10px; border-radius: 6px; white-space: pre-wrap;
          overflow-wrap: anywhere; font-size: 12.5px; }
        @media print {
          body { max-width: none; font-size: 11px; }
          nav, .controls, .skip { display: none; }
          figure, article, tr { break-inside: avoid; }
          table { font-size: 8px; }
          .scroll { overflow: visible; }
        }
        """
}
