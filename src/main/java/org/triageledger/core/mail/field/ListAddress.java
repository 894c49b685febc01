package org.triageledger.core.mail.field;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mailbox;

/**
 * Which addresses are a mailing list's own. A list id is its posting address with a dot for the at sign (RFC 2919 §3), and
 * List-Post names that address (RFC 2369 §3.4); that field is believed only within the list's own domain, since a sender can
 * write one too.
 */
public record ListAddress(ListId id, Set<Address> posting) {
    /** What list servers append to a list's name for mail about the list. */
    private static final List<String> DESKS = List.of(
            "-bounces", "-owner", "-request", "-admin", "-confirm", "-join", "-leave", "-subscribe", "-unsubscribe");

    private static final List<String> AT_SIGNS = List.of("=40", "%40", "_at_");

    private static final Pattern DMARC = Pattern.compile("(?:^|[-_.+])dmarc(?:$|[-_.+])");

    private static final int LONGEST_LOCAL = 200;

    public static ListAddress of(ListId id, Headers headers) {
        return new ListAddress(
                id,
                headers.all("List-Post").stream()
                        .flatMap(field -> AddressList.parse(mailto(field)).stream())
                        .map(Mailbox::address)
                        .filter(address -> Domains.isWithin(id.value(), address.domain()))
                        .collect(java.util.stream.Collectors.toUnmodifiableSet()));
    }

    public boolean isPosting(Address address) {
        return isPosting(id, address) || posting.contains(address);
    }

    public static boolean isPosting(ListId id, Address address) {
        String value = id.value();
        int at = address.local().length();
        return value.length() == at + 1 + address.domain().length()
                && value.startsWith(address.local())
                && value.charAt(at) == '.'
                && value.endsWith(address.domain());
    }

    /**
     * Whether an address at the list's own host stands for an author: {@code ada=40example.org@dmarc.LIST} of the IETF, {@code
     * dmarc-noreply@LIST} of FreeLists, {@code 0a1b-dmarc-request@LIST} of LISTSERV.
     */
    public boolean standsForAuthor(Address from) {
        String above = Domains.parent(id.value());
        return Domains.isWithin(from.domain(), above.isEmpty() ? id.value() : above)
                && (encoded(from).isPresent()
                        || (from.local().length() < LONGEST_LOCAL
                                && DMARC.matcher(from.local()).find()));
    }

    /** The author's address in the local part of the list's own, with {@code =40}, {@code %40} or {@code _at_} for the at sign. */
    public static Optional<Address> encoded(Address from) {
        String local = from.local();
        for (String at : AT_SIGNS) {
            int found = local.lastIndexOf(at);
            if (found > 0) {
                return Address.parse(local.substring(0, found) + "@" + local.substring(found + at.length()))
                        .filter(address -> address.domain().indexOf('.') > 0);
            }
        }
        return Optional.empty();
    }

    /** The posting address, or one for mail about the list. */
    public boolean isOwn(Address address) {
        return isPosting(address) || desk(address).map(this::isPosting).orElse(false);
    }

    /** The list's address whose desk this is: {@code security-bounces} belongs to {@code security}. */
    public static Optional<Address> desk(Address address) {
        String plain = address.local();
        int mark = Stream.of(plain.indexOf('+'), plain.indexOf('='))
                .filter(at -> at > 0)
                .min(Integer::compare)
                .orElse(plain.length());
        String local = plain.substring(0, mark);
        return DESKS.stream()
                .filter(desk -> local.endsWith(desk) && local.length() > desk.length())
                .findFirst()
                .map(desk -> new Address(local.substring(0, local.length() - desk.length()), address.domain()));
    }

    private static String mailto(String field) {
        return field.toLowerCase(Locale.ROOT).replace("mailto:", "").replaceAll("\\?[^>]*", "");
    }
}
