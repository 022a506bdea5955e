/// Software defaults that mean "not your site", known by certificate, header or title.
public enum PlaceholderSite: String, Hashable, Sendable, CaseIterable {
    case kubernetesIngress = "kubernetes-ingress"
    case traefik
    case snakeoil
    case plesk
    case cPanel = "cpanel"
    case nginxWelcome = "nginx-welcome"
    case openResty = "openresty"
    case nginxProxyManager = "nginx-proxy-manager"
    case apacheDefault = "apache-default"
    case iisDefault = "iis-default"
    /// A certificate made for `localhost`: DirectAdmin, XAMPP, mod_ssl and others as they come.
    case localhost
    case synology
    case caddyDefault = "caddy-default"
    /// Caddy's own authority signs while no public one did.
    case caddyInternal = "caddy-internal"
}
