package org.triageledger.feeds;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.ghsa.AdvisoryState;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.advisory.ghsa.Look;
import org.triageledger.core.advisory.ghsa.NamedCredit;
import org.triageledger.core.advisory.ghsa.NamedCredit.Acceptance;
import org.triageledger.core.advisory.ghsa.SummaryTag;

/** Objects of GitHub's REST API (repository security advisories, version 2022-11-28, and their comments) to facts. */
final class GhsaObjects {
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9](?:[a-z0-9_-]{0,60})(?:\\[bot])?");
    private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38})/[a-z0-9._-]{1,100}");

    private static final Instant FIRST = Instant.parse("2008-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    /** An advisory's place on the pages or in the API. */
    private static final Pattern PLACE = Pattern.compile(
            "https?://[^/]{1,200}/(?:api/v3/)?(?:repos/)?([A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100})/(?:security/advisories|security-advisories)/"
                    + "(GHSA(?:-[0-9a-z]{4}){3})(?:[/#?].{0,200})?",
            Pattern.CASE_INSENSITIVE);

    private GhsaObjects() {}

    /** An object that cannot be used; the message says why, without its content. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        /** What to do, where getting it again would not help. */
        final transient Optional<String> advice;

        Unusable(String why) {
            super(why);
            this.advice = Optional.empty();
        }

        Unusable(String why, String advice) {
            super(why);
            this.advice = Optional.of(advice);
        }
    }

    /**
     * @param repository {@code owner/name} in lower case, where it is known otherwise
     * @param seen when it was read from GitHub; without it, the time that it says it was changed last
     */
    static Look look(GhsaTree tree, Optional<String> repository, Optional<Instant> seen) throws Unusable {
        GhsaId id = tree.text("ghsa_id").flatMap(GhsaId::parse).orElseThrow(() -> new Unusable("its ghsa_id is none"));
        AdvisoryState state = tree.text("state")
                .flatMap(AdvisoryState::of)
                .orElseThrow(() -> new Unusable("its state is none of triage, draft, published, closed and withdrawn"));
        Optional<Instant> created = time(tree, "created_at");
        Optional<Instant> published = time(tree, "published_at");
        Optional<Instant> closed = time(tree, "closed_at");
        Optional<Instant> withdrawn = time(tree, "withdrawn_at");
        Instant updated = time(tree, "updated_at")
                .or(() -> Stream.of(created, published, closed, withdrawn)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()))
                .orElseThrow(() -> new Unusable("it has no updated_at"));
        return new Look(
                id,
                repository.or(() -> place(tree).map(place -> place.group(1).toLowerCase(Locale.ROOT))),
                cve(tree),
                state,
                SummaryTag.in(tree.text("summary").orElse("")),
                tree.text("severity")
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .filter(word -> word.matches("critical|high|medium|low")),
                login(tree, "author"),
                login(tree, "publisher"),
                created,
                updated,
                published,
                closed,
                withdrawn,
                tree.object("submission").flatMap(node -> node.text("accepted")).map(Boolean::parseBoolean),
                credits(tree),
                logins(tree.objects("collaborating_users")),
                tree.objects("collaborating_teams")
                        .flatMap(team -> team.text("slug").stream())
                        .map(slug -> slug.toLowerCase(Locale.ROOT))
                        .filter(slug -> slug.matches("[a-z0-9._-]{1,100}"))
                        .collect(Collectors.toCollection(TreeSet::new)),
                tree.number("comments").map(OptionalInt::of).orElse(OptionalInt.empty()),
                tree.measured("description").length(),
                seen.orElse(updated));
    }

    /** @param advisory where the comment does not say itself what it belongs to */
    static Comment comment(GhsaTree tree, Optional<GhsaId> advisory) throws Unusable {
        GhsaId belongs = place(tree)
                .flatMap(place -> GhsaId.parse(place.group(2)))
                .or(() -> advisory)
                .orElseThrow(() -> new Unusable(
                        "it does not say which advisory it belongs to",
                        "name it with --advisory, or in the file's name"));
        long id;
        try {
            id = Long.parseLong(tree.text("id").orElse(""));
        } catch (NumberFormatException e) {
            throw new Unusable("its id is no number");
        }
        Instant created = time(tree, "created_at").orElseThrow(() -> new Unusable("it has no created_at"));
        Optional<String> login = login(tree, "user");
        boolean program = login.filter(name -> name.endsWith("[bot]")).isPresent()
                || tree.object("user")
                        .flatMap(user -> user.text("type"))
                        .filter(type -> !type.equalsIgnoreCase("User"))
                        .isPresent();
        return new Comment(
                belongs,
                id,
                login,
                program,
                created,
                time(tree, "updated_at").orElse(created),
                tree.measured("body").length(),
                tree.measured("body").lines());
    }

    /** {@code owner/name} in lower case. */
    static Optional<String> repository(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return REPOSITORY.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }

    private static Optional<Matcher> place(GhsaTree tree) {
        return Stream.of("html_url", "url")
                .flatMap(name -> tree.text(name).stream())
                .map(PLACE::matcher)
                .filter(Matcher::matches)
                .findFirst();
    }

    private static Optional<CveId> cve(GhsaTree tree) {
        return Stream.concat(
                        tree.text("cve_id").stream(),
                        tree.objects("identifiers")
                                .filter(node -> node.text("type").equals(Optional.of("CVE")))
                                .flatMap(node -> node.text("value").stream()))
                .flatMap(text -> CveId.parse(text).stream())
                .findFirst();
    }

    /** The detailed list says whether somebody accepted; the plain one is read where the other is missing. */
    private static SortedSet<NamedCredit> credits(GhsaTree tree) {
        SortedSet<NamedCredit> credits = new TreeSet<>();
        tree.objects("credits_detailed")
                .forEach(node -> login(node, "user")
                        .ifPresent(login -> credits.add(new NamedCredit(
                                login,
                                CreditType.of(node.text("type").orElse("")),
                                Acceptance.of(node.text("state").orElse(""))))));
        tree.objects("credits")
                .forEach(node -> node.text("login").flatMap(GhsaObjects::login).ifPresent(login -> {
                    CreditType type = CreditType.of(node.text("type").orElse(""));
                    if (credits.stream().noneMatch(known -> known.login().equals(login) && known.type() == type)) {
                        credits.add(new NamedCredit(login, type, Acceptance.UNKNOWN));
                    }
                }));
        return credits;
    }

    private static SortedSet<String> logins(Stream<GhsaTree> users) {
        return users.flatMap(user -> user.text("login").flatMap(GhsaObjects::login).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> login(GhsaTree tree, String name) {
        return tree.object(name).flatMap(user -> user.text("login")).flatMap(GhsaObjects::login);
    }

    private static Optional<String> login(String text) {
        String login = text.toLowerCase(Locale.ROOT);
        return LOGIN.matcher(login).matches() ? Optional.of(login) : Optional.empty();
    }

    /** GitHub writes ISO 8601 with a zone; one without it would be anybody's guess. */
    private static Optional<Instant> time(GhsaTree tree, String name) throws Unusable {
        Optional<String> text = tree.text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant at = OffsetDateTime.parse(text.get()).toInstant();
            if (at.isBefore(FIRST) || at.isAfter(LAST)) {
                throw new Unusable("its " + name + " is a date on which there was no GitHub");
            }
            return Optional.of(at);
        } catch (DateTimeException e) {
            throw new Unusable("its " + name + " is no date and time with a zone");
        }
    }
}
