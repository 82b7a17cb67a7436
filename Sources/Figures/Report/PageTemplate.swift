/// The page as a Mustache template: what stands in double braces is escaped. Text of others stands between tags, never
/// in an attribute.
enum PageTemplate {
    static let text = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>pollbench: {{name}}</title>
        <style>{{{style}}}</style>
        </head>
        <body>
        <a class="skip" href="#table">Skip to the table</a>
        <header>
        <h1>pollbench: {{name}}</h1>
        <p class="quiet">{{caption}}</p>
        <nav aria-label="Sections"><a href="#which">Answer</a> <a href="#figures">Figures</a> \
        <a href="#table">Table</a> <a href="#designs">Designs</a> <a href="#invalid">Cells not valid</a> \
        <a href="#environment">Environment</a> <a href="#again">Run it again</a></nav>
        </header>
        <main>
        <section id="which"><h2>Which design?</h2>
        <div class="answer">{{#answer}}<p>{{.}}</p>
        {{/answer}}</div>
        {{#answerFigures}}{{> figure}}{{/answerFigures}}<ul>{{#sentences}}<li>{{.}}</li>
        {{/sentences}}</ul>
        <p class="quiet">A design is called better or worse only if both have at least 9 valid rounds and the whole \
        99 % interval of their ratio, rounds paired, lies beyond the noise: what rounds of the same cell differ by. \
        A setting is what was asked of the designs: stack, workload, jobs and queues.</p>
        </section>
        <section id="figures"><h2>Figures</h2>
        {{#missingFigures}}<p class="note">{{.}}</p>
        {{/missingFigures}}<div class="pair">{{#overview}}{{> figure}}{{/overview}}</div>
        {{#settings}}<details{{#isOpen}} open{{/isOpen}}><summary>{{label}}</summary>
        <div class="pair">{{#figures}}{{> figure}}{{/figures}}</div></details>
        {{/settings}}</section>
        <section id="table"><h2>Table</h2>
        <p class="controls"><label>Show rows with <input id="filter" type="search" autocomplete="off" \
        placeholder="all of these words"></label> \
        <span id="count" role="status" class="quiet">{{rowCount}} of {{rowCount}} rows</span></p>
        <div class="scroll" tabindex="0" role="region" aria-label="Table of results">
        <table id="results"><thead><tr>{{#columns}}<th scope="col" class="{{kind}}" aria-sort="none">\
        <button type="button">{{name}}{{#unit}} <small>{{unit}}</small>{{/unit}}</button></th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}<tr>{{#cells}}<td class="{{kind}}">{{text}}</td>{{/cells}}</tr>
        {{/rows}}</tbody></table></div>
        <p class="quiet">Medians of the valid rounds; where no round of a cell is valid, of all. Bold: the best \
        median of each setting, of cells that are valid and did the same work.</p>
        </section>
        <section id="designs"><h2>Designs</h2>
        <div class="cards">{{#cards}}<article><h3><span class="mark" \
        style="--mark:{{colour}};--dark-mark:{{darkColour}}" aria-hidden="true">\
        {{symbol}}</span> {{name}}</h3>
        {{#source}}<p class="quiet">{{#link}}<a href="{{.}}">{{source}}</a>{{/link}}\
        {{^link}}{{source}}{{/link}}</p>{{/source}}{{#idea}}<p>{{idea}}</p>{{/idea}}
        <dl>{{#facts}}<dt>{{name}}</dt><dd>{{value}}</dd>{{/facts}}</dl></article>
        {{/cards}}</div></section>
        <section id="invalid"><h2>Cells not valid</h2>
        {{^invalid}}<p>All cells are valid.</p>{{/invalid}}
        {{#hasInvalid}}<div class="scroll" tabindex="0" role="region" aria-label="Cells not valid"><table><thead><tr>\
        <th scope="col">cell</th><th scope="col">rounds</th><th scope="col">reason</th></tr></thead><tbody>
        {{#invalid}}<tr><td class="break">{{name}}</td><td>{{rounds}}</td><td class="break">{{reasons}}</td></tr>
        {{/invalid}}</tbody></table></div>{{/hasInvalid}}</section>
        <section id="environment"><h2>Environment</h2>
        {{^environment}}<p>It was not recorded.</p>{{/environment}}
        {{#hasEnvironment}}<details><summary>{{factCount}} facts</summary><dl class="facts">
        {{#environment}}<dt>{{path}}</dt><dd>{{value}}</dd>
        {{/environment}}</dl></details>{{/hasEnvironment}}</section>
        <section id="again"><h2>Run it again</h2>
        {{#commands}}<pre tabindex="0">{{.}}</pre>
        {{/commands}}{{#matrix}}<details><summary>The matrix as it was run</summary><pre tabindex="0">{{.}}</pre>\
        </details>
        {{/matrix}}</section>
        </main>
        <script>{{{script}}}</script>
        </body>
        </html>

        """

    /// A figure of gnuplot's and what it shows.
    static let figure = """
        <figure><figcaption id="{{id}}">{{title}}</figcaption>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="{{id}}">{{{svg}}}</div>
        {{#note}}<p class="quiet">{{note}}</p>{{/note}}</figure>

        """
}
