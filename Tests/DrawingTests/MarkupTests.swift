import Drawing
import Testing

@Suite struct `The markup of a page` {
  @Test func `escapes text and attributes, so that a file cannot add an element`() {
    let page = element("p", ["title": "a \"b\" <c>"], "<script>alert('&')</script>")
    #expect(page.html == "<p title=\"a &quot;b&quot; &lt;c&gt;\">&lt;script&gt;alert('&amp;')&lt;/script&gt;</p>\n")
  }

  @Test func `leaves out control characters and those that turn the direction of the text`() {
    #expect(Markup.text("a\u{0}b\u{1B}c\u{202E}d\u{2066}e\u{9F}f").html == "abcdef")
    #expect(Markup.text("a\nb\tc\u{202F}d").html == "a\nb\tc\u{202F}d")
  }

  @Test func `writes attributes in their order, and closes no void element`() {
    #expect(
      element("meta", ["charset": "utf-8", "b": "1", "a": "2"]).html == "<meta charset=\"utf-8\" b=\"1\" a=\"2\">")
  }
}
