/// A figure of gnuplot's as a part of a page.
enum InlineSVG {
    /// The element alone, with names of its own: all figures of a page share one space of ids.
    static func text(_ svg: String, name: String) -> String {
        guard let start = svg.range(of: "<svg") else { return "" }
        return String(svg[start.lowerBound...])
            .replacing("<title>Gnuplot</title>", with: "")
            .replacing(/<desc>[^<]*<\/desc>/, with: "")
            .replacing("id=\"gnuplot_plot_", with: "id=\"\(name)-plot-")
            .replacing("id='gp", with: "id='\(name)-gp").replacing("'#gp", with: "'#\(name)-gp")
            .replacing("\n\n", with: "\n")
    }
}
