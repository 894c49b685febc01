package org.triageledger.work.advisory;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.feeds.GhsaReader;
import org.triageledger.work.Refusal;
import org.triageledger.work.facts.GhsaBook;

/** Takes advisories and comments out of files that {@code gh api} or a webhook wrote. A file is taken as a whole, or not at all. */
@ApplicationScoped
public class GhsaImport {
    private static final int DEEPEST = 10;
    private static final Pattern ID = Pattern.compile("GHSA(?:-[0-9a-z]{4}){3}", Pattern.CASE_INSENSITIVE);
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}");

    private final GhsaBook book;

    GhsaImport(GhsaBook book) {
        this.book = book;
    }

    /**
     * What to import.
     *
     * @param paths files, or folders of files named {@code *.json}; {@code -} for standard input
     * @param repository {@code owner/name}, where the objects do not say it
     * @param advisory the one that comments belong to which do not say it; without it, an id in the file's name
     * @param seenAt when GitHub gave all of it; without it, an advisory is known as it was when it was changed last
     * @param dryRun whether nothing is stored
     */
    public record Order(
            List<String> paths,
            Optional<String> repository,
            Optional<String> advisory,
            Optional<Instant> seenAt,
            boolean dryRun) {}

    /** One thing to read. */
    private record Piece(String name, Opening opening) {}

    private interface Opening {
        InputStream open() throws IOException;
    }

    /**
     * Imports what can be read.
     *
     * @throws Refusal where an option makes no sense, or a path is not there
     */
    public GhsaViews.GhsaImported run(Order order, InputStream standardInput) {
        Optional<GhsaId> advisory = order.advisory()
                .map(text -> GhsaId.parse(text)
                        .orElseThrow(() -> new Refusal(
                                "name the advisory that the comments belong to by its id, as in GHSA-xxxx-xxxx-xxxx")));
        order.repository().ifPresent(name -> {
            if (!REPOSITORY.matcher(name).matches()) {
                throw new Refusal("name the repository as OWNER/NAME");
            }
        });
        GhsaBook.Kept kept = new GhsaBook.Kept(0, 0, 0);
        List<String> problems = new ArrayList<>();
        for (Piece piece : pieces(order.paths(), standardInput)) {
            GhsaReader.Context context = new GhsaReader.Context(
                    order.repository().map(name -> name.toLowerCase(Locale.ROOT)),
                    advisory.or(() -> idIn(piece.name)),
                    order.seenAt());
            switch (read(piece, context)) {
                case GhsaReader.Outcome.Read read -> {
                    kept = kept.and(
                            order.dryRun()
                                    ? new GhsaBook.Kept(
                                            read.advisories().size(),
                                            read.comments().size(),
                                            0)
                                    : QuarkusTransaction.requiringNew()
                                            .call(() -> book.keep(read.advisories(), read.comments())));
                    read.problems().forEach(problem -> problems.add(piece.name + ": " + problem));
                }
                case GhsaReader.Outcome.Faulty faulty -> problems.add(piece.name + ": " + faulty.why());
            }
        }
        int read = kept.advisories() + kept.comments();
        return new GhsaViews.GhsaImported(
                kept.advisories(),
                kept.comments(),
                order.dryRun() ? 0 : kept.fresh(),
                order.dryRun() ? 0 : read - kept.fresh(),
                order.dryRun(),
                problems);
    }

    private static GhsaReader.Outcome read(Piece piece, GhsaReader.Context context) {
        try (InputStream in = piece.opening.open()) {
            return GhsaReader.read(in, context);
        } catch (IOException e) {
            return new GhsaReader.Outcome.Faulty("it cannot be read: check its permissions");
        }
    }

    private static Optional<GhsaId> idIn(String name) {
        Matcher matcher = ID.matcher(name);
        return matcher.find() ? GhsaId.parse(matcher.group()) : Optional.empty();
    }

    private static List<Piece> pieces(List<String> paths, InputStream standardInput) {
        List<Piece> pieces = new ArrayList<>();
        for (String path : paths) {
            if (path.equals("-")) {
                pieces.add(new Piece("standard input", () -> standardInput));
            } else if (Files.isDirectory(Path.of(path))) {
                pieces.addAll(folder(Path.of(path)));
            } else if (Files.exists(Path.of(path))) {
                pieces.add(new Piece(path, () -> Files.newInputStream(Path.of(path))));
            } else {
                throw new Refusal("there is no file or folder " + path + ": check the path");
            }
        }
        return pieces;
    }

    private static List<Piece> folder(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            List<Piece> pieces = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
                    .sorted()
                    .map(file -> new Piece(file.toString(), () -> Files.newInputStream(file)))
                    .toList();
            if (pieces.isEmpty()) {
                throw new Refusal(
                        "there is no .json file in " + folder + ": name the folder that holds what `gh api` printed");
            }
            return pieces;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new Refusal("the folder " + folder + " cannot be read: check its permissions");
        }
    }
}
