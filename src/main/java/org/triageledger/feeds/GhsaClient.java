package org.triageledger.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.ghsa.Comment;

/**
 * Asks GitHub's REST API for the security advisories of a repository, and for the comments on them. It only ever sends GET. The token goes
 * to the configured server alone: redirects are not followed, and pages of another server are not asked for.
 *
 * <p>Nothing waits here: an answer that says when to come again is handed on.
 */
public final class GhsaClient {
    /** Of the API; later versions may change what fields mean. */
    private static final String VERSION = "2022-11-28";

    private static final int PER_PAGE = 100;
    private static final int MOST_PAGES = 500;
    private static final long LARGEST = 64L << 20;

    /** However long GitHub says to wait. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private static final Duration EXPIRES_SOON = Duration.ofDays(14);

    private static final Pattern NEXT = Pattern.compile("<([^<>]{1,2000})>\\s*;\\s*rel=\"next\"");
    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ROOT);

    private final URI api;
    private final String token;
    private final Duration patience;

    /**
     * @param api the address of the API, {@code https://api.github.com}; http only from this machine
     * @param patience for one answer, its body included
     * @throws IllegalArgumentException with one line for people, where the address or the token cannot be used
     */
    public GhsaClient(String api, String token, Duration patience) {
        this.api = address(api);
        if (!token.matches("[\\x21-\\x7e]{1,500}")) {
            throw new IllegalArgumentException("the token is empty or has blanks in it");
        }
        this.token = token;
        this.patience = patience;
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text.replaceAll("/+$", ""));
            boolean local = uri.getHost() != null && uri.getHost().matches("localhost|127(\\.\\d+){3}|\\[::1]");
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || local && "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException("the address of the API must be one like https://api.github.com");
    }

    /** What came of asking. */
    public sealed interface Answer<T> {
        /**
         * @param etag by which to ask whether anything changed since
         * @param notes for the admins: about the token, and about objects that could not be used
         * @param complete whether all that was asked for could be used
         */
        record Found<T>(List<T> entries, Optional<String> etag, List<String> notes, boolean complete)
                implements Answer<T> {}

        /** Nothing changed since. */
        record Unchanged<T>(List<String> notes) implements Answer<T> {}

        /**
         * @param why one line with what to do
         * @param notBefore when GitHub lets itself be asked again, if it says so
         */
        record Failed<T>(String why, Optional<Instant> notBefore) implements Answer<T> {}
    }

    /**
     * The advisories of a repository, those that changed last first.
     *
     * @param repository {@code owner/name}
     * @param etag of the last answer; then {@link Answer.Unchanged} is possible
     * @param changedSince what was changed before need not be there; all without it
     * @throws IllegalArgumentException where the repository is none
     */
    public Answer<GhsaReader.FoundAdvisory> advisories(
            String repository, Optional<String> etag, Optional<Instant> changedSince, Instant now) {
        List<GhsaReader.FoundAdvisory> found = new ArrayList<>();
        GhsaReader.Context context =
                new GhsaReader.Context(Optional.of(checked(repository)), Optional.empty(), Optional.of(now));
        return pages(
                "/repos/" + checked(repository) + "/security-advisories?sort=updated&direction=desc&per_page="
                        + PER_PAGE,
                "the advisories of " + repository,
                etag,
                now,
                context,
                found,
                page -> {
                    found.addAll(page.advisories());
                    return changedSince.isEmpty()
                            || page.advisories().stream()
                                    .noneMatch(foundAdvisory ->
                                            foundAdvisory.look().updated().isBefore(changedSince.get()));
                });
    }

    /** The comments on an advisory. */
    public Answer<Comment> comments(String repository, GhsaId advisory, Optional<String> etag, Instant now) {
        List<Comment> found = new ArrayList<>();
        return pages(
                "/repos/" + checked(repository) + "/security-advisories/" + advisory.value() + "/comments?per_page="
                        + PER_PAGE,
                "the comments on an advisory of " + repository,
                etag,
                now,
                new GhsaReader.Context(Optional.empty(), Optional.of(advisory), Optional.of(now)),
                found,
                page -> {
                    found.addAll(page.comments());
                    return true;
                });
    }

    /** Nothing else may become part of an address. */
    private static String checked(String repository) {
        return GhsaObjects.repository(repository)
                .orElseThrow(() -> new IllegalArgumentException("a repository is written OWNER/NAME"));
    }

    /** Takes what a page holds; gives whether the next one is wanted. */
    private interface Taking {
        boolean take(GhsaReader.Outcome.Read page);
    }

    private <T> Answer<T> pages(
            String path,
            String what,
            Optional<String> etag,
            Instant now,
            GhsaReader.Context context,
            List<T> found,
            Taking taking) {
        List<String> notes = new ArrayList<>();
        boolean complete = true;
        Optional<String> firstEtag = Optional.empty();
        Set<URI> asked = new HashSet<>();
        Optional<URI> next = Optional.of(URI.create(api + path));
        while (next.isPresent()) {
            if (!asked.add(next.get()) || asked.size() > MOST_PAGES) {
                return failed("GitHub's pages of " + what + " come to no end: tell the admins of the server");
            }
            Reply reply = ask(next.get(), asked.size() == 1 ? etag : Optional.empty(), context, now);
            switch (reply) {
                case Reply.Unchanged unchanged -> {
                    return new Answer.Unchanged<>(tokenNotes(unchanged.headers, now));
                }
                case Reply.Refused refused -> {
                    return new Answer.Failed<>(refused.why.formatted(what), refused.notBefore);
                }
                case Reply.Page page -> {
                    if (asked.size() == 1) {
                        firstEtag = page.headers.firstValue("ETag").filter(tag -> tag.length() <= 200);
                        notes.addAll(tokenNotes(page.headers, now));
                    }
                    if (!page.read.problems().isEmpty()) {
                        complete = false;
                        notes.add(page.read.problems().size() + " objects in " + what + " could not be used: "
                                + page.read.problems().getFirst());
                    }
                    next = taking.take(page.read) ? next(page.headers) : Optional.empty();
                    if (next.isPresent() && !isOurs(next.get())) {
                        return failed("GitHub names a page on another server for " + what
                                + ": it is not asked for; check the address of the API");
                    }
                }
            }
        }
        return new Answer.Found<>(List.copyOf(found), firstEtag, List.copyOf(notes), complete);
    }

    private static <T> Answer<T> failed(String why) {
        return new Answer.Failed<>(why, Optional.empty());
    }

    private boolean isOurs(URI page) {
        return api.getScheme().equalsIgnoreCase(page.getScheme())
                && api.getHost().equalsIgnoreCase(page.getHost())
                && api.getPort() == page.getPort();
    }

    private static Optional<URI> next(HttpHeaders headers) {
        return headers.allValues("Link").stream()
                .map(link -> NEXT.matcher(link.length() > 10_000 ? "" : link))
                .filter(Matcher::find)
                .findFirst()
                .map(link -> {
                    try {
                        return URI.create(link.group(1));
                    } catch (IllegalArgumentException e) {
                        return URI.create("none:none");
                    }
                });
    }

    /** One answer. */
    private sealed interface Reply {
        record Page(GhsaReader.Outcome.Read read, HttpHeaders headers) implements Reply {}

        record Unchanged(HttpHeaders headers) implements Reply {}

        /** @param why with a place for what was asked */
        record Refused(String why, Optional<Instant> notBefore) implements Reply {}
    }

    private static Reply refused(String why) {
        return new Reply.Refused(why, Optional.empty());
    }

    /** The clock of a read in the JDK ends with the head of an answer; so all of it runs in a thread that can be given up. */
    private Reply ask(URI page, Optional<String> etag, GhsaReader.Context context, Instant now) {
        FutureTask<Reply> task = new FutureTask<>(() -> exchange(page, etag, context, now));
        Thread thread = Thread.ofVirtual().name("github").start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return refused("GitHub did not send %s in time: it is tried again; check the network if this goes on");
        } catch (ExecutionException | CancellationException e) {
            return refused(
                    "%s cannot be had, the connection failed: it is tried again; check the address and the network if this goes on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused("asking for %s was stopped");
        } finally {
            thread.interrupt();
        }
    }

    private Reply exchange(URI page, Optional<String> etag, GhsaReader.Context context, Instant now)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(page)
                .GET()
                .timeout(patience)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", VERSION)
                .header("User-Agent", "triage-ledger")
                .header("Authorization", "Bearer " + token);
        etag.ifPresent(tag -> request.header("If-None-Match", tag));
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                Reply reply = reply(response, body, context, now);
                client.shutdownNow();
                return reply;
            }
        }
    }

    private static Reply reply(
            HttpResponse<InputStream> response, InputStream body, GhsaReader.Context context, Instant now) {
        HttpHeaders headers = response.headers();
        int status = response.statusCode();
        return switch (status) {
            case 200 -> page(headers, body, context);
            case 304 -> new Reply.Unchanged(headers);
            case 301, 302, 307, 308 ->
                refused("GitHub points elsewhere for %s (status " + status
                        + "): the repository was renamed or moved; write its new name into the settings");
            case 401 ->
                refused(
                        "GitHub did not accept the token for %s (status 401): it expired or was withdrawn; make a new one and"
                                + " write it into the token file");
            case 403, 429 -> limited(status, headers, now);
            case 404 ->
                refused("GitHub does not show %s (status 404): check the repository's name, and that the token may read"
                        + " repository security advisories");
            default ->
                status >= 500
                        ? new Reply.Refused(
                                "GitHub has an error with %s (status " + status + "): it is tried again",
                                wait(headers, now))
                        : refused("GitHub refused %s (status " + status
                                + "): check the repository's name and the address of the API");
        };
    }

    private static Reply page(HttpHeaders headers, InputStream body, GhsaReader.Context context) {
        String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.contains("json")) {
            return refused("What came for %s is no JSON but "
                    + (type.contains("html") ? "a web page" : "something else")
                    + ": a proxy may ask to sign in; check the address of the API");
        }
        Bounded bounded = new Bounded(body, LARGEST);
        return switch (GhsaReader.read(bounded, context)) {
            case GhsaReader.Outcome.Read read -> new Reply.Page(read, headers);
            case GhsaReader.Outcome.Faulty ignored ->
                refused(
                        bounded.isFull()
                                ? "What came for %s is larger than 64 MB: none of it is taken"
                                : "What came for %s is no JSON, or was cut off: none of it is taken, it is tried again");
        };
    }

    private static Reply limited(int status, HttpHeaders headers, Instant now) {
        Optional<Instant> wait = wait(headers, now);
        boolean exhausted = headers.firstValue("X-RateLimit-Remaining").equals(Optional.of("0"));
        if (wait.isPresent() || exhausted || status == 429) {
            return new Reply.Refused(
                    "GitHub wants to be asked less often for %s (status " + status + "): it is tried again "
                            + wait.map(at -> "after " + at).orElse("later"),
                    wait);
        }
        return refused(
                "GitHub refuses %s (status 403): give the token the permission to read repository security advisories, or"
                        + " make its owner a security manager");
    }

    /** Retry-After (RFC 9110 §10.2.3) in seconds or as a date, else the end of GitHub's hour. */
    private static Optional<Instant> wait(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After")
                .flatMap(text -> retryAfter(text.strip(), now))
                .or(() -> headers.firstValue("X-RateLimit-Remaining")
                        .filter("0"::equals)
                        .flatMap(none -> headers.firstValue("X-RateLimit-Reset"))
                        .filter(text -> text.matches("\\d{1,11}"))
                        .map(text -> Instant.ofEpochSecond(Long.parseLong(text))))
                .map(at -> at.isAfter(now.plus(LONGEST_WAIT)) ? now.plus(LONGEST_WAIT) : at);
    }

    private static Optional<Instant> retryAfter(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(now.plusSeconds(Long.parseLong(text)));
        }
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What the answer says of the token. GitHub names the scopes of classic tokens only. */
    private static List<String> tokenNotes(HttpHeaders headers, Instant now) {
        List<String> notes = new ArrayList<>();
        String writing = headers.allValues("X-OAuth-Scopes").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(scope -> scope.matches("[A-Za-z0-9_:.-]{1,60}"))
                .filter(scope -> !scope.startsWith("read:") && !scope.endsWith(":read") && !scope.equals("user:email"))
                .sorted()
                .limit(20)
                .collect(Collectors.joining(", "));
        if (!writing.isEmpty()) {
            notes.add(
                    "The token may write (" + writing
                            + "): only reading is needed; make one that may read repository security advisories and nothing else");
        }
        headers.firstValue("GitHub-Authentication-Token-Expiration")
                .flatMap(GhsaClient::expiry)
                .filter(end -> end.isBefore(now.plus(EXPIRES_SOON)))
                .ifPresent(end -> notes.add("The token expires on " + LocalDate.ofInstant(end, ZoneOffset.UTC)
                        + ": make a new one and write it into the token file"));
        return notes;
    }

    private static Optional<Instant> expiry(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), EXPIRY).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Ends with an error where too much comes. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        boolean isFull() {
            return left <= 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (isFull()) {
                throw new IOException("too much");
            }
            int count = in.read(bytes, offset, length);
            left -= Math.max(0, count);
            return count;
        }
    }
}
