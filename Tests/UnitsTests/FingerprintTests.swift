import Testing
import Units

@Suite struct FingerprintTests {
    /// The test vectors of FNV-1a, 64 bits (draft-eastlake-fnv, appendix C).
    @Test(arguments: [
        ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
    ])
    func fingerprintsAreThePublishedOnes(text: String, expected: String) {
        #expect(Fingerprint(text).description == expected)
    }
}
