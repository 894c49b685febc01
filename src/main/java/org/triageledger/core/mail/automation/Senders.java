package org.triageledger.core.mail.automation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.field.ListAddress;

/** What the sender's address says: mail systems, list servers and services write under names that no person has. */
final class Senders {
    private static final Set<String> DAEMONS = Set.of(
            "mailer-daemon",
            "mailerdaemon",
            "mailer_daemon",
            "mail-daemon",
            "mail_daemon",
            "maildaemon",
            "mdaemon",
            "double-bounce",
            "bounce-handler",
            "mail-delivery-subsystem",
            "maildeliverysystem",
            "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e",
            "microsoftexchange329e71ec88ae4615bbc36ab6ce41109",
            "post_master");

    private static final Pattern DAEMON_NAME = Pattern.compile(
            "^(?:mailer-daemon|mail delivery (?:sub)?system|mail delivery service|internet mail delivery|mail administrator|mail system)\\b.*",
            Pattern.CASE_INSENSITIVE);

    /** Mail systems that write in their own name, without being a daemon. */
    private static final Pattern SYSTEM_NAME =
            Pattern.compile("^(?:system administrator|postmaster)$", Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_REPLY = Pattern.compile(
            "(?:^|[-_.+=])(?:no-?_?reply|do-?_?not-?_?reply|notifications?|notify|notifier|mailnotify)(?:$|[-_.+=].*)");

    /** Only names that nobody is called; Travis, Hudson and Gerrit are people too, and Bot is a family name. */
    private static final Pattern ROBOT = Pattern.compile(
            "^(?:bugzilla(?:-daemon)?|trac|buildbot|gitlab|redmine|mantisbt|roundup-admin|nagios|icinga|zabbix|listserv|majordomo|ecartis"
                    + "|mailman|mailman-owner|www-data|logwatch|fail2ban|tip-?bot\\d{0,2}|syzbot|dependabot|patchwork|pr-tracker|phabricator)(?:$|[-_+.].*)"
                    + "|^(?:ro)?bot\\d{0,3}(?:$|[-_+].*)|[-_+](?:ro)?bot\\d{0,3}(?:$|[-_+.].*)");

    /** Programs that have an address like a person's, and say in their name what they are. Nobody is called these words. */
    private static final Pattern ROBOT_NAME = Pattern.compile(
            "(?:^|[\\s\\-_/])(?:test|tests|testing|build|builds|kbuild|autobuild|kernel|ci|lint|patch|review|release|merge|commit|check|checker|bug|fuzz|fuzzing|fuzzer|deploy|sync"
                    + "|update|upgrade|dependency|scan|scanner|backport|regression|stable|coverage|automation|integration|notification|notify|mail|irc|tip|syz|triage|stale|welcome"
                    + "|0-?day|lkp|kernelci|kernelci\\.org|patchwork|buildroot|github|gitlab|renovate|mergify|zuul|jenkins)"
                    + "[\\s\\-_]?(?:ro)?bot\\d{0,3}(?:$|[\\s)\\],].*)"
                    + "|\\[bot]$|^(?:automated|automatic) (?:test|build|check|review|notification)s?\\b.*|^(?:the )?robot$|^(?-i:[a-z0-9._-]{2,30}(?: [a-z0-9._-]{2,30}){0,4}) robot$",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_NAME = 200;

    private Senders() {}

    /** A mail transport's own mail; nobody writes under that name. */
    static boolean isDaemon(List<Mailbox> from, String field) {
        return from.stream()
                        .anyMatch(mailbox -> DAEMONS.contains(mailbox.address().local())
                                || DAEMON_NAME.matcher(mailbox.name()).matches())
                || (from.isEmpty()
                        && DAEMON_NAME
                                .matcher(field.strip().replace("\"", "").replace("<", ""))
                                .matches());
    }

    /** The desk of a mail system. */
    static boolean isPostmaster(List<Mailbox> from, String field) {
        return from.stream()
                        .anyMatch(mailbox -> mailbox.address().local().equals("postmaster")
                                || SYSTEM_NAME.matcher(mailbox.name()).matches())
                || (from.isEmpty() && field.toLowerCase(Locale.ROOT).contains("postmaster"));
    }

    static boolean isNoReply(Address address) {
        return fits(NO_REPLY, address);
    }

    static boolean isRobot(Mailbox sender) {
        String name = sender.name();
        return fits(ROBOT, sender.address())
                || (name.length() <= LONGEST_NAME && ROBOT_NAME.matcher(name).find());
    }

    /** The desk of a list, to which only bounces and commands go and from which only the list server writes. */
    static boolean isListServer(Address address) {
        return ListAddress.desk(address).isPresent()
                && !address.local().endsWith("-owner")
                && !address.local().endsWith("-admin");
    }

    private static boolean fits(Pattern pattern, Address address) {
        String local = address.local();
        return local.length() <= 200 && pattern.matcher(local).find();
    }
}
