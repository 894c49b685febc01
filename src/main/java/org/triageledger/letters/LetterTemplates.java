package org.triageledger.letters;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.triageledger.core.reminder.Notice;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.document.Document;
import org.triageledger.document.MarkdownReader;

/**
 * The templates of letters and of the council's report: Qute over Markdown. Each is a file of the same name in the folder that the settings
 * name, or the one that comes with the program. What is filled in is escaped, so that a name or a note is text wherever it stands. A letter
 * begins with a line {@code Subject: …}.
 */
public final class LetterTemplates {
    private static final String SUBJECT = "Subject:";

    /** Which template; its file is the word with {@code .md}. */
    public enum Kind {
        MEMBER("member.md"),
        ADMIN("admin.md"),
        COUNCIL("council.md");

        private final String file;

        Kind(String file) {
            this.file = file;
        }
    }

    /** A template cannot be used. The message is one line for admins: which file, where and what is wrong. */
    public static final class BadTemplate extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadTemplate(String line) {
            super(line);
        }
    }

    private final Map<Kind, Template> templates = new EnumMap<>(Kind.class);

    /**
     * Reads the templates and fills each in with an example.
     *
     * @param folder with templates that override those of the program; empty for none
     * @throws BadTemplate where the folder or a file in it cannot be read, or a template in it cannot be filled in
     */
    public LetterTemplates(Optional<Path> folder) {
        Engine engine = Engine.builder()
                .addDefaults()
                .addResultMapper(new MarkdownEscape())
                .build();
        folder.filter(path -> !Files.isDirectory(path)).ifPresent(path -> {
            throw new BadTemplate(
                    "the folder of letters " + path + " does not exist: create it, or remove ledger.letters");
        });
        for (Kind kind : Kind.values()) {
            String name = folder.map(path -> path.resolve(kind.file).toString()).orElse(kind.file);
            try {
                templates.put(kind, engine.parse(source(kind, folder), null, kind.file));
                checked(kind);
            } catch (TemplateException e) {
                throw new BadTemplate(name + where(e.getOrigin()) + ": " + reason(e));
            }
        }
    }

    public Letter write(Notice notice) {
        return switch (notice) {
            case Notice.ToMember member -> letter(Kind.MEMBER, LetterData.of(member));
            case Notice.ToAdmin admin -> letter(Kind.ADMIN, LetterData.of(admin));
        };
    }

    public Document write(CouncilReport report) {
        Map<String, Object> data = LetterData.of(report);
        String markdown = filled(Kind.COUNCIL, data);
        String title = markdown.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> MarkdownReader.words(line.substring(2)))
                .orElse("Review");
        return MarkdownReader.document(title, markdown);
    }

    /** The report as a page of its own, to be kept or printed. */
    public String page(CouncilReport report) {
        return write(report).page(ReportStyle.sheet());
    }

    private void checked(Kind kind) {
        String written = filled(kind, LetterData.example(kind));
        if (kind != Kind.COUNCIL && !written.startsWith(SUBJECT)) {
            throw new BadTemplate(kind.file + ": the first line must be \"" + SUBJECT + " …\"");
        }
    }

    private Letter letter(Kind kind, Map<String, Object> data) {
        String[] parts = filled(kind, data).split("\\R", 2);
        String subject =
                MarkdownReader.words(parts[0].substring(SUBJECT.length()).strip());
        return new Letter(subject, MarkdownReader.document(subject, parts.length < 2 ? "" : parts[1]));
    }

    private String filled(Kind kind, Map<String, Object> data) {
        return Objects.requireNonNull(templates.get(kind)).data(data).render();
    }

    private static String source(Kind kind, Optional<Path> folder) {
        try {
            Optional<Path> own = folder.map(path -> path.resolve(kind.file)).filter(Files::exists);
            if (own.isPresent()) {
                return Files.readString(own.get());
            }
        } catch (IOException e) {
            throw new BadTemplate(folder.map(path -> path.resolve(kind.file)).orElseThrow()
                    + ": cannot be read as UTF-8 text by this user");
        }
        try (InputStream in = LetterTemplates.class.getResourceAsStream("/letters/" + kind.file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks letters/" + kind.file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String where(Origin origin) {
        return origin == null ? "" : " line " + origin.getLine();
    }

    private static String reason(TemplateException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("cannot be filled in");
    }

    /** Shows whatever is filled in as the text that it is. */
    private static final class MarkdownEscape implements ResultMapper {
        @Override
        public boolean appliesTo(Origin origin, Object result) {
            return true;
        }

        @Override
        public String map(Object result, Expression expression) {
            return MarkdownReader.escaped(result.toString());
        }
    }
}
