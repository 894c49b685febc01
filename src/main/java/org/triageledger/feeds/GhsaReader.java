package org.triageledger.feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.advisory.ghsa.Look;

/**
 * Reads what {@code gh api --paginate [--slurp]} prints of advisories or their comments (lists, lists of lists, several documents behind
 * each other), single objects, and bodies of the webhook {@code repository_advisory}. One object after the other, so that a long
 * file is never whole in memory.
 */
public final class GhsaReader {
    /** What to do where GitHub's answer was damaged on its way. */
    private static final String AGAIN = "; get it from GitHub again";

    /** Of one file or answer, in bytes. */
    private static final long LARGEST = 512L << 20;

    private static final int MOST_PROBLEMS = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(20_000_000)
                    .maxNameLength(1_000)
                    .maxDocumentLength(LARGEST)
                    .build())
            .build();

    private GhsaReader() {}

    /**
     * What is known of an object before it is read.
     *
     * @param repository {@code owner/name} in lower case
     * @param advisory the one that comments belong to which do not say it themselves
     * @param seen when GitHub gave it
     */
    public record Context(Optional<String> repository, Optional<GhsaId> advisory, Optional<Instant> seen) {
        public static final Context NONE = new Context(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * An advisory as it was read.
     *
     * @param summary to be sealed
     */
    public record FoundAdvisory(Look look, String summary) {
        /** Without the summary: this may find its way into a log. */
        @Override
        public String toString() {
            return "FoundAdvisory[" + look.state() + "]";
        }
    }

    /** What came of reading. */
    public sealed interface Outcome {
        /** @param problems with single objects, each with what to do; the others were read */
        record Read(List<FoundAdvisory> advisories, List<Comment> comments, List<String> problems) implements Outcome {}

        /** Nothing can be used. */
        record Faulty(String why) implements Outcome {}
    }

    /** Reads all of it; does not close the stream. */
    public static Outcome read(InputStream in, Context context) {
        List<FoundAdvisory> advisories = new ArrayList<>();
        List<Comment> comments = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        int depth = 0;
        boolean empty = true;
        try (JsonParser parser = JSON.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                empty = false;
                switch (token) {
                    case START_ARRAY -> depth++;
                    case END_ARRAY -> depth--;
                    case START_OBJECT -> {
                        number++;
                        Optional<String> problem = object(GhsaTree.read(parser), context, advisories, comments);
                        if (problem.isPresent() && problems.size() < MOST_PROBLEMS) {
                            problems.add("object " + number + ": " + problem.get());
                        }
                    }
                    case VALUE_NULL -> {}
                    case VALUE_STRING,
                            VALUE_NUMBER_INT,
                            VALUE_NUMBER_FLOAT,
                            VALUE_TRUE,
                            VALUE_FALSE,
                            FIELD_NAME,
                            END_OBJECT,
                            VALUE_EMBEDDED_OBJECT,
                            NOT_AVAILABLE -> {
                        return new Outcome.Faulty(
                                "this holds no advisories and no comments: give what `gh api --paginate"
                                        + " --slurp repos/OWNER/NAME/security-advisories` prints");
                    }
                }
            }
        } catch (JsonProcessingException e) {
            return new Outcome.Faulty("this is no JSON, or it ends too early (line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + "): nothing of it is taken"
                    + AGAIN);
        } catch (IOException e) {
            return new Outcome.Faulty("it cannot be read to its end: nothing of it is taken" + AGAIN);
        }
        if (empty) {
            return new Outcome.Faulty("there is nothing in it: look whether `gh api` failed, and get it again");
        }
        return depth == 0
                ? new Outcome.Read(List.copyOf(advisories), List.copyOf(comments), List.copyOf(problems))
                : new Outcome.Faulty("it ends too early: nothing of it is taken" + AGAIN);
    }

    /** Gives what is wrong with it. */
    private static Optional<String> object(
            GhsaTree tree, Context context, List<FoundAdvisory> advisories, List<Comment> comments) {
        try {
            if (tree.object("repository_advisory").isPresent()) {
                Optional<String> repository = tree.object("repository")
                        .flatMap(node -> node.text("full_name"))
                        .flatMap(GhsaObjects::repository);
                GhsaTree advisory = tree.object("repository_advisory").get();
                advisories.add(found(advisory, context.repository.or(() -> repository), context.seen));
            } else if (tree.has("ghsa_id")) {
                advisories.add(found(tree, context.repository, context.seen));
            } else if (tree.has("user") && tree.has("created_at")
                    || tree.has("id") && (tree.has("body") || tree.has("body_length"))) {
                comments.add(GhsaObjects.comment(tree, context.advisory));
            } else if (tree.has("message") && tree.has("status")) {
                return Optional.of("an error of GitHub (status "
                        + tree.text("status")
                                .filter(text -> text.matches("\\d{3}"))
                                .orElse("unknown")
                        + ") in place of an advisory: check the repository's name and what the token may see");
            } else {
                return Optional.of("neither an advisory nor a comment: it is passed over" + AGAIN);
            }
            return Optional.empty();
        } catch (GhsaObjects.Unusable e) {
            return Optional.of(e.getMessage() + ": it is passed over"
                    + e.advice.map(advice -> "; " + advice).orElse(AGAIN));
        }
    }

    private static FoundAdvisory found(GhsaTree tree, Optional<String> repository, Optional<Instant> seen)
            throws GhsaObjects.Unusable {
        return new FoundAdvisory(
                GhsaObjects.look(tree, repository, seen), tree.text("summary").orElse(""));
    }
}
