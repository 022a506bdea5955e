/// Suffixes of two labels under which anyone may register: a sample of publicsuffix.org's list, the large
/// national registries and the hosts that hand out names. Not the whole list: a miss costs a remark.
package enum PublicSuffixSample {
    /// Whether the name is such a suffix itself; in lower case.
    package static func contains(_ suffix: String) -> Bool {
        suffixes.contains(suffix)
    }

    private static let suffixes: Set<String> = [
        "ac.uk", "co.uk", "gov.uk", "ltd.uk", "me.uk", "net.uk", "nhs.uk", "org.uk", "plc.uk",
        "com.au", "edu.au", "gov.au", "id.au", "net.au", "org.au",
        "ac.jp", "co.jp", "go.jp", "gr.jp", "ne.jp", "or.jp",
        "co.kr", "go.kr", "or.kr", "com.cn", "gov.cn", "net.cn", "org.cn",
        "com.tw", "com.hk", "com.sg", "com.my", "co.th", "co.id", "com.ph", "com.vn",
        "co.in", "gov.in", "net.in", "org.in", "com.pk", "com.bd",
        "com.br", "net.br", "org.br", "gov.br", "com.ar", "com.mx", "com.co", "com.pe",
        "com.tr", "gov.tr", "com.ua", "com.pl", "com.ru", "co.il", "com.sa", "co.ae",
        "co.za", "org.za", "com.ng", "co.ke", "com.eg", "co.nz", "net.nz", "org.nz",
        "github.io", "gitlab.io", "netlify.app", "vercel.app", "pages.dev", "workers.dev",
        "herokuapp.com", "web.app", "firebaseapp.com", "azurewebsites.net", "blogspot.com",
        "cloudfront.net", "onrender.com", "fly.dev",
    ]
}
