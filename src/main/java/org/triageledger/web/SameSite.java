package org.triageledger.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser says that the page of another site had it send a request. It says so by {@code Sec-Fetch-Site} (Fetch Metadata, W3C), and
 * by {@code Origin} (RFC 6454 §7) where it knows no better. A program that is no browser sends neither.
 */
final class SameSite {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private SameSite() {}

    /**
     * By {@code Sec-Fetch-Site} alone where it is there: no page can set it, and a proxy may pass on another host than the browser asked.
     *
     * @param scheme by which the request came, so far as is known
     * @param authority the host and port it was sent to
     * @param pages the configured address of the pages
     */
    static boolean isForeign(
            List<String> sites,
            List<String> origins,
            @Nullable String scheme,
            String authority,
            Optional<String> pages) {
        if (!sites.isEmpty()) {
            return !sites.stream().allMatch(OWN::contains);
        }
        return !origins.stream().allMatch(origin -> isOwn(origin, scheme, authority) || isPage(origin, pages));
    }

    /** An https page behind a proxy may come in by http; an http page is no page of an https site. */
    private static boolean isOwn(String origin, @Nullable String scheme, String authority) {
        return parsed(origin)
                .filter(page -> page.scheme.equals("https") || !"https".equals(scheme))
                .filter(page -> parsed(page.scheme + "://" + authority).equals(Optional.of(page)))
                .isPresent();
    }

    private static boolean isPage(String origin, Optional<String> pages) {
        return pages.flatMap(SameSite::parsed).equals(parsed(origin)) && pages.isPresent();
    }

    private record Site(String scheme, String host, int port) {}

    private static Optional<Site> parsed(String address) {
        try {
            URI uri = URI.create(address);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !Set.of("http", "https").contains(scheme)) {
                return Optional.empty();
            }
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return Optional.of(new Site(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
