package org.triageledger.core.mail.author;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.field.AddressList;

/**
 * The sender in an SMTP envelope, as a list recorded it ({@code X-MailFrom}), without the marks that mail systems put into it:
 * BATV and PRVS, SRS, and VERP.
 */
public record Envelope(Address sender) {
    /** {@code prvs=8440ce0520=ada@…}, {@code btv1==a1b2==ada@…}, {@code msprvs1=18a=ada@…} (draft-levine-smtp-batv). */
    private static final Pattern BATV = Pattern.compile("^(?:prvs|btv1|msprvs1)=[^=]*={1,2}(?:[0-9a-f]+={1,2})?(.+)$");

    /** {@code prvs=ada/8440ce0520@…}, the older order. */
    private static final Pattern PRVS_BEHIND = Pattern.compile("^prvs=([^=/]+)/[0-9a-z]+$");

    /** {@code SRS0=hash=time=example.org=ada@…}; the marks may be {@code +} or {@code -}. */
    private static final Pattern SRS0 = Pattern.compile("^srs0[=+-][^=]+=[^=]+=([^=]+)=(.+)$");

    /** {@code SRS1=hash=first.example==hash=time=example.org=ada@…}: forwarded twice. */
    private static final Pattern SRS1 = Pattern.compile("^srs1[=+-][^=]+=[^=]+=[=+-][^=]+=[^=]+=([^=]+)=(.+)$");

    /** {@code ada+caf_=team=example.org@…}: whom it went to stands behind the sender (VERP). */
    private static final Pattern VERP = Pattern.compile("^([^+]+)\\+[^=]*=.+$");

    private static final int LONGEST_LOCAL = 256;

    /** Empty for the null sender, and for what is no address. */
    public static Optional<Envelope> parse(String field) {
        return AddressList.parse(field).stream()
                .findFirst()
                .map(Mailbox::address)
                .map(Envelope::plain);
    }

    private static Envelope plain(Address address) {
        String local = address.local();
        if (local.length() > LONGEST_LOCAL) {
            return new Envelope(address);
        }
        for (Pattern srs : new Pattern[] {SRS0, SRS1}) {
            Matcher rewritten = srs.matcher(local);
            if (rewritten.matches()) {
                Optional<Address> inner = Address.parse(rewritten.group(2) + "@" + rewritten.group(1));
                return inner.map(Envelope::plain).orElse(new Envelope(address));
            }
        }
        for (Pattern mark : new Pattern[] {PRVS_BEHIND, BATV, VERP}) {
            Matcher marked = mark.matcher(local);
            if (marked.matches()) {
                return new Envelope(
                        Address.parse(marked.group(1) + "@" + address.domain()).orElse(address));
            }
        }
        return new Envelope(address);
    }

    /**
     * Whether it is the sender of that author's mail: the same address (what follows a plus apart), or any at a domain below the
     * author's that is there for bounces, or a relay's for that author.
     */
    public boolean isOf(Address author) {
        boolean below = !sender.domain().equals(author.domain()) && Domains.isWithin(sender.domain(), author.domain());
        return below
                || Relay.isFor(sender, author)
                || (sender.domain().equals(author.domain())
                        && untagged(sender.local()).equals(untagged(author.local())));
    }

    private static String untagged(String local) {
        int plus = local.indexOf('+');
        return plus > 0 ? local.substring(0, plus) : local;
    }
}
