package org.triageledger.core.mail.field;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.Headers;

/**
 * The last set of an ARC chain (RFC 8617 §4.2): who closed the chain, and what that server found. Whether the chain is valid is our
 * receiver's to say.
 *
 * @param sealer {@code d=} of the seal, in lower case
 */
record ArcSet(String sealer, Optional<AuthResults> results) {
    private static final int MOST = 100;
    private static final Pattern INSTANCE = Pattern.compile("(?:^|;)\\s*i\\s*=\\s*(\\d{1,2})\\s*(?:;|$)");
    private static final Pattern DOMAIN = Pattern.compile("(?:^|;)\\s*d\\s*=\\s*([^;\\s]{1,255})\\s*(?:;|$)");

    static Optional<ArcSet> last(Headers headers) {
        List<String> seals = headers.all("ARC-Seal");
        if (seals.isEmpty() || seals.size() > MOST) {
            return Optional.empty();
        }
        int last = seals.stream().mapToInt(ArcSet::instance).max().orElse(0);
        List<String> closing =
                seals.stream().filter(seal -> instance(seal) == last).toList();
        List<String> found = headers.all("ARC-Authentication-Results").stream()
                .limit(MOST)
                .filter(field -> instance(field) == last)
                .toList();
        Matcher domain = DOMAIN.matcher(closing.getFirst());
        return last > 0 && closing.size() == 1 && domain.find()
                ? Optional.of(new ArcSet(
                        Domains.folded(domain.group(1)),
                        found.size() == 1
                                ? AuthResults.parse(AuthResults.withoutInstance(found.getFirst()))
                                : Optional.empty()))
                : Optional.empty();
    }

    private static int instance(String field) {
        Matcher instance = INSTANCE.matcher(field.length() > 20_000 ? "" : field);
        return instance.find() ? Integer.parseInt(instance.group(1)) : 0;
    }
}
