package org.triageledger.work.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings under {@code ledger.}. */
@ConfigMapping(prefix = "ledger")
public interface LedgerConfig {
    /** The directory of the database file and the key file. Anyone who reads both reads the sealed subjects. */
    @WithDefault("data")
    Path data();

    /** Where the rows are kept, if not in a file in the data directory. */
    Database database();

    /** A PostgreSQL, which several nodes can share. Without an address the rows lie in an H2 file in the data directory. */
    interface Database {
        /** As in {@code jdbc:postgresql://db.example.org:5432/ledger}; without a password. */
        Optional<String> url();

        /** As whom to sign in: the owner of the database, since the tables are made by it. */
        @WithDefault("ledger")
        String user();

        Optional<String> password();

        /** A file whose first line is the password; read at the start. */
        Optional<@WithConverter(BesideData.File.class) Path> passwordFile();
    }

    /** The content of a key file, where the key must not lie beside the data. */
    Optional<String> key();

    /** Where the key file is; made with mode 0600 if it is missing. Without it, {@code ledger.key} in the data directory. */
    Optional<@WithConverter(BesideData.File.class) Path> keyFile();

    /**
     * Where the number of entries of the audit log and the hash of the last are kept, outside the database, so that entries taken
     * away at its end are missed. Without it, {@code audit.head} in the data directory.
     */
    Optional<Path> headFile();

    /** Whether subjects and display names are kept, sealed. Off: they are dropped like the bodies. */
    @WithDefault("true")
    boolean keepSubjects();

    /** What mails and reports call the team, with its article. */
    @WithDefault("the security response team")
    String team();

    /** The yearly review. */
    YearlyReview review();

    /** When members are reviewed. */
    interface YearlyReview {
        /** Month and day; a review planned for a year goes before it. */
        @WithDefault("12-12")
        String day();
    }

    /** Sessions of the pages. */
    Sessions sessions();

    /** How long somebody stays signed in. */
    interface Sessions {
        /** A session that is not used for so long ends. */
        @WithDefault("8h")
        Duration idle();

        /** A session ends so long after it began, however much it is used; 30 days at most. */
        @WithDefault("7d")
        Duration longest();
    }

    /** Sign-in by a provider of OpenID Connect, beside passwords. */
    Oidc oidc();

    /** The provider, and how it names people. Without an issuer there is none. */
    interface Oidc {
        /** The address of the provider, below which {@code /.well-known/openid-configuration} lies. */
        Optional<String> issuer();

        /** By which the provider knows this service; it sends people back to {@code /sign-in/oidc}. */
        Optional<String> clientId();

        /** A file whose first line is the secret of that client. */
        Optional<@WithConverter(BesideData.File.class) Path> clientSecretFile();

        /** What the page to sign in calls the provider. */
        @WithDefault("single sign-on")
        String name();

        /** The claim of the ID token that holds the GitHub login. Without it people are found by their verified address alone. */
        Optional<String> githubClaim();

        /** What is asked for beside {@code openid}. */
        @WithDefault("email,profile")
        List<String> scopes();
    }

    /** Invitations to make an account, and links to choose a new password. */
    Invitations invitations();

    /** Links by which people get into their accounts. */
    interface Invitations {
        /** How long a link can be used; 30 days at most. */
        @WithDefault("72h")
        Duration validFor();
    }

    /** The audit log. */
    Audit audit();

    /** What the audit log keeps. */
    interface Audit {
        /**
         * What is kept of the address from which somebody tries to sign in: {@code full}, {@code network} (the first 24 bits of IPv4, 48
         * of IPv6) or {@code none}. Wrong passwords are counted by the same; with {@code none} for each account only.
         */
        @WithDefault("network")
        String addresses();
    }

    /** Mails before the yearly review. */
    Reminders reminders();

    /** When reminders go out, and what they say. */
    interface Reminders {
        /** Nothing is sent before an admin switches it on: look at {@code ledger reminders --simulate} first. */
        @WithDefault("false")
        boolean send();

        @WithDefault("60,30,14,7")
        List<Integer> daysBefore();

        /** The address of the pages, as members reach them. */
        Optional<String> pages();

        /** How members reach the admins, in words or as an address. */
        @WithDefault("the admins of the team")
        String contact();
    }

    /** A folder with templates of letters and of the council's report that override those of the program; see docs/operations.md. */
    Optional<@WithConverter(BesideData.File.class) Path> letters();

    /** Where the release cycle is published. */
    ReleaseCycle releaseCycle();

    /** The release branches and their managers, read again and again while the service runs. */
    interface ReleaseCycle {
        /** A file, or an https address. Without it only {@code ledger roster release-cycle} reads one. */
        Optional<@WithConverter(BesideData.Place.class) String> from();

        @WithDefault("24h")
        Duration every();
    }

    /** CVE records. */
    Cve cve();

    /** Whose CVE records are read, and what they should have. */
    interface Cve {
        /** The organisations that assign our ids, by their {@code assignerOrgId}. Records of others are not read. */
        @WithDefault("28c92f92-d60d-412d-b760-e73465c3df22")
        Set<String> assigners();

        /** Records published on this UTC day or later should name a coordinator; nothing is said of older ones. */
        @WithDefault("2024-07-01")
        LocalDate coordinatorSince();

        /** Records published on this UTC day or later should have a score by CVSS v4; nothing is said of older ones. */
        @WithDefault("2026-01-01")
        LocalDate version4Since();
    }

    /** Cases: what must happen until when, and who is told. */
    Cases cases();

    /** Limits for the work on a case. What lies within them is never a finding. */
    interface Cases {
        /** Whether mails about findings go out: to the coordinator first, to the admins later. They hold nothing of a report. */
        @WithDefault("false")
        boolean send();

        /** How long a case may be without a coordinator. */
        @WithDefault("3d")
        Duration coordinator();

        /** How long it may take until a case is finished. */
        @WithDefault("90d")
        Duration finished();

        /** How long before that the coordinator is reminded, in days. */
        @WithDefault("30,14,7")
        List<Integer> notices();

        /** How long may lie between announcement and CVE record, whichever was first. */
        @WithDefault("24h")
        Duration published();

        /** How long a reporter may wait for an answer. */
        @WithDefault("14d")
        Duration reporter();

        /** How long after the coordinator the admins are told. */
        @WithDefault("7d")
        Duration escalation();

        /** How long a source may not have been read before nobody can tell whether something is late. */
        @WithDefault("2d")
        Duration stale();

        /** The hour at which embargoes end, as in 14:00: limits in days end at it. Without it they end at the hour at which they began. */
        Optional<String> embargoHour();

        /** The time zone of that hour, as in Europe/Berlin. */
        @WithDefault("UTC")
        String embargoZone();

        /** The first UTC day of cases that limits hold for. Without it they hold for all, also for those of an old archive. */
        Optional<LocalDate> since();

        /** Where releases are published: a file or an https address, in the format of python-releases.json. Without it nobody can tell. */
        Optional<@WithConverter(BesideData.Place.class) String> releases();

        /** How often that is read. */
        @WithDefault("6h")
        Duration releasesEvery();

        /** Whether everybody may see how many advisories were published in each year, by severity, and a page for each published CVE. */
        @WithDefault("false")
        boolean publicPages();
    }

    /** How people join. */
    Nominations nominations();

    /** Votes on nominations. */
    interface Nominations {
        /** How long a vote is open; one that has begun keeps the time it began with. */
        @WithDefault("P7D")
        Duration voting();
    }

    /** The policy where none is named; readings may stand behind it, {@code pep811-2025+since-last-report}. */
    @WithDefault("seed-2024")
    String policy();

    /** How many authored lines a message must have to earn a credit. Raising it drops one-word answers. */
    @WithDefault("1")
    int leastSubstance();

    /** Whether {@code ada+lists@example.org} is {@code ada@example.org} where nobody owns it as it is written (RFC 5233). */
    @WithDefault("false")
    boolean plusTags();

    /** After how long without a good look at a mailbox the service calls itself blind. */
    @WithDefault("6h")
    Duration blindAfter();

    /**
     * How many years facts of mail are kept, 3 at least: older threads are removed once a day, if no credit, question, case or decision
     * rests on them. Without it nothing is removed.
     */
    Optional<Integer> retention();

    /** A name that no other node on the same database has; its host and port of pages without it. */
    Optional<String> node();

    /** Domains in whose name this service itself sends mail; such mail is never activity. */
    Optional<Set<String>> ownDomains();

    /** How mail of our own is sent. Without a host none is. */
    Smtp smtp();

    /** An SMTP server that takes our mail (RFC 6409). */
    interface Smtp {
        Optional<String> host();

        /** Without it, 465 for TLS, 587 for STARTTLS and 25 for plain. */
        Optional<Integer> port();

        /** {@code tls}, {@code starttls}, or {@code plain}; the last for loopback addresses only. */
        @WithDefault("starttls")
        String security();

        Optional<String> user();

        Optional<String> password();

        /** A file whose first line is the password. */
        Optional<@WithConverter(BesideData.File.class) Path> passwordFile();

        /** A PEM file of certificates to trust in place of the Java runtime's. */
        Optional<@WithConverter(BesideData.File.class) Path> authority();

        /** The address mail comes from; bounces go there. */
        Optional<String> from();

        @WithDefault("30")
        int mostAMinute();
    }

    /** The list on which advisories are announced. */
    Announcements announcements();

    /** Which list it is, and where its archive is. */
    interface Announcements {
        /** Its List-Id, for sources of announcements that name none. */
        @WithDefault("security-announce.python.org")
        String list();

        /** What the list runs, as {@link Mailbox#listSoftware}; mail.python.org runs Mailman 3. */
        @WithDefault("mailman3")
        Optional<String> listSoftware();

        /** Where the list sends replies, as {@link Mailbox#listReplyTo}. */
        @WithDefault("security-sig@python.org")
        Optional<Set<String>> listReplyTo();

        /**
         * The address of HyperKitty's archive of all lists of that host, by which the place of a mail is found that does not name it: {@code
         * https://lists.example.org/archives/list}.
         */
        @WithDefault("https://mail.python.org/archives/list")
        String archive();
    }

    /** Drafts of announcements. */
    Drafts drafts();

    /** How long drafts are kept. */
    interface Drafts {
        /** After the announcement or the CVE record was public first; their text is deleted for good then. */
        @WithDefault("30d")
        Duration keepFor();
    }

    /** What is kept of mail that could not be read. */
    Quarantine quarantine();

    /** Bounds for the sealed copies of what could not be read; the entries themselves stay until they are settled. */
    interface Quarantine {
        @WithDefault("180d")
        Duration keepFor();

        /** All of them together; the oldest go first. */
        @WithDefault("268435456")
        long keepBytes();

        /** One that is larger is not kept. */
        @WithDefault("16777216")
        int largest();
    }

    /** Repositories on GitHub whose security advisories are polled, by the names of their sources. */
    Map<String, Ghsa> ghsa();

    /** Security advisories of repositories that one token may read. */
    interface Ghsa {
        /** {@code owner/name}, several with commas between. */
        Set<String> repositories();

        /** A file whose first line is a token that may read repository security advisories, and nothing else. Read at each poll. */
        @WithConverter(BesideData.File.class)
        Path tokenFile();

        /** The address of GitHub's REST API; that of an own server ends with {@code /api/v3}. */
        @WithDefault("https://api.github.com")
        String api();

        /** How often each repository is looked at. Less often makes the times of changes less exact. */
        @WithDefault("1h")
        Duration every();

        /** Whether comments are asked for too. */
        @WithDefault("true")
        boolean comments();
    }

    /** Other programs that are told of findings, verdict changes and steps of reviews, by names of your choice. */
    Map<String, Webhook> webhooks();

    /** An address that is sent JSON, signed; docs/operations.md says how. */
    interface Webhook {
        /** An https address; http only for this machine. */
        String url();

        /** By which its receiver knows that we sent it; at least 16 characters. */
        Optional<String> secret();

        /** A file whose first line is that secret, in its place. Read each time. */
        Optional<@WithConverter(BesideData.File.class) Path> secretFile();

        /** What it is told of: {@code finding}, {@code verdict}, {@code review}. */
        @WithDefault("finding,verdict,review")
        Set<String> events();
    }

    /** The mailboxes to watch, by the names of their sources. */
    Map<String, Mailbox> mailboxes();

    /** One mailbox on an IMAP server. */
    interface Mailbox {
        String host();

        /** What it holds: {@code mail} of the team, or {@code announcements}. */
        @WithDefault("mail")
        String kind();

        /** Without it, 993 for TLS and 143 otherwise. */
        Optional<Integer> port();

        /** {@code tls}, {@code starttls}, or {@code plain}; the last for loopback addresses only. */
        @WithDefault("tls")
        String security();

        /** Allows {@code plain} to another machine. Passwords and embargoed mail then cross the network readable. */
        @WithDefault("false")
        boolean allowPlain();

        String user();

        Optional<String> password();

        /** A file whose first line is the password. */
        Optional<@WithConverter(BesideData.File.class) Path> passwordFile();

        /** Sign in by an access token (XOAUTH2) in place of a password. */
        Optional<OAuth2> oauth2();

        /** A PEM file of certificates to trust in place of the Java runtime's. */
        Optional<@WithConverter(BesideData.File.class) Path> authority();

        @WithDefault("INBOX")
        String folder();

        /** List-Ids of the team's own lists, whose munging is undone and whose mail is believed when it is proved. */
        Optional<Set<String>> lists();

        /**
         * What these lists run: {@code mailman2}, {@code mailman3}, {@code google-groups} or {@code sympa}. Without it the author behind
         * a list that rewrites From is taken only from fields that mean the same on all of them; the rest waits in the queue.
         */
        Optional<String> listSoftware();

        /**
         * Where these lists send replies, if neither to themselves nor to the author: the Reply-To address in Mailman's settings. Without
         * it, an address of that kind may be the author's, and the mail waits in the queue.
         */
        Optional<Set<String>> listReplyTo();

        /**
         * The authserv-ids of our own receiving servers (RFC 8601 §2.5); {@code none} for servers that write none, which {@link
         * #receiverHosts} names. Without any, every author is only claimed.
         */
        Optional<Set<String>> authservIds();

        /**
         * The domains of our own receiving servers that write no authserv-id, as their Received fields name them after "by". Of such a
         * server only the topmost results of a mail are read.
         */
        Optional<Set<String>> receiverHosts();

        /** Whose ARC seals count for list mail where one of our servers found {@code arc=pass} (RFC 8617 §5.2). */
        Optional<Set<String>> arcSealers();

        /** The first day of which this mailbox holds all of the team's mail. Without it, coverage begins with the first look. */
        Optional<LocalDate> completeSince();

        /** How often to look where the server does not push. */
        @WithDefault("60s")
        Duration poll();
    }

    /** Where access tokens come from (RFC 6749 §6, §4.4). */
    interface OAuth2 {
        String tokenEndpoint();

        String clientId();

        /** A file whose first line is the client's secret. */
        Optional<@WithConverter(BesideData.File.class) Path> clientSecretFile();

        /**
         * A file whose first line is the refresh token. Where the server gives a new one each time, the file is rewritten. Without this
         * setting the client asks by its secret alone, as a service account does.
         */
        Optional<@WithConverter(BesideData.File.class) Path> refreshTokenFile();

        Optional<String> scope();
    }
}
