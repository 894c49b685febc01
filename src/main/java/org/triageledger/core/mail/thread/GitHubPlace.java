package org.triageledger.core.mail.thread;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.field.FieldWriter;
import org.triageledger.core.mail.field.Proof;
import org.triageledger.core.mail.text.Body;

/**
 * Where a notification of GitHub belongs, by what GitHub's signature covers: List-ID names the repository, the subject ends with the
 * number or the advisory, and the last link in the body leads to the comment. GitHub does not sign Message-ID, In-Reply-To and
 * References, so that somebody who has one genuine notification could give it any other place.
 *
 * @param thread the id that GitHub gives to what the notification is about; none where the signed fields do not say it
 * @param comment the id that it gives to the comment, where the body links to one
 */
public record GitHubPlace(List<MessageId> thread, Optional<MessageId> comment) {
    /** The signed fields do not say it: it stands alone. */
    public static final GitHubPlace UNKNOWN = new GitHubPlace(List.of(), Optional.empty());

    private static final int LONGEST = 20_000;
    private static final Pattern REPOSITORY = Pattern.compile(
            "^\\s*\"?([A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100})\"?\\s*<[^<>]{1,200}\\.github\\.com>\\s*$");
    private static final Pattern NUMBER = Pattern.compile(
            "\\((?:(PR|Issue|Discussion)\\s*)?(#\\d{1,9}|GHSA(?:-[0-9a-z]{4}){3})\\)\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile(
            "https://github\\.com/([A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100})/(issues|pull|discussions|security/advisories)/(\\d{1,9}|GHSA(?:-[0-9a-z]{4}){3})"
                    + "(?:#(?:issuecomment-|discussion_r|pullrequestreview-|discussioncomment-|advisory-comment-)?(\\d{1,18}))?",
            Pattern.CASE_INSENSITIVE);

    /** The repository that List-ID names: {@code owner/name}. */
    static Optional<String> repository(Headers headers) {
        List<String> fields = headers.all("List-ID");
        if (fields.size() != 1 || fields.getFirst().length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = REPOSITORY.matcher(fields.getFirst());
        return matcher.find() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Empty where the signed fields do not say it. */
    public static Optional<GitHubPlace> of(Headers headers, String subject, Body body, Proof proof) {
        Matcher number = NUMBER.matcher(subject.length() > LONGEST ? "" : subject);
        Optional<String> repository =
                proof.writer("List-ID") == FieldWriter.GITHUB && proof.writer("Subject") == FieldWriter.GITHUB
                        ? repository(headers)
                        : Optional.empty();
        if (repository.isEmpty() || !number.find()) {
            return Optional.empty();
        }
        String what = number.group(2).replace("#", "");
        String kind = kind(number.group(1), what);
        Optional<String> comment = Optional.empty();
        Matcher link = LINK.matcher(proof.coversBody(Domains.GITHUB) ? tail(body.text()) : "");
        while (link.find()) {
            if (link.group(1).equalsIgnoreCase(repository.get())
                    && link.group(3).equalsIgnoreCase(what)) {
                kind = link.group(2).toLowerCase(Locale.ROOT);
                comment = Optional.ofNullable(link.group(4));
            }
        }
        Optional<String> last = comment;
        String thread = repository.get() + "/" + kind + "/" + what.toLowerCase(Locale.ROOT);
        return MessageId.first("<" + thread + "@github.com>")
                .map(id -> new GitHubPlace(List.of(id), comment(thread, last)));
    }

    private static Optional<MessageId> comment(String thread, Optional<String> comment) {
        return comment.flatMap(number -> MessageId.first("<" + thread + "/" + number + "@github.com>"));
    }

    private static String kind(@Nullable String word, String what) {
        if (what.toUpperCase(Locale.ROOT).startsWith("GHSA")) {
            return "security/advisories";
        }
        return word != null && word.equalsIgnoreCase("PR") ? "pull" : "issues";
    }

    /** GitHub's own link stands at the end. */
    private static String tail(String text) {
        return text.length() > LONGEST ? text.substring(text.length() - LONGEST) : text;
    }
}
