package org.triageledger.work;

import java.util.List;
import java.util.Optional;
import org.triageledger.notify.Letter;

/** A letter of plain paragraphs to somebody of the roster. */
abstract class ParagraphLetter implements LetterWriter {
    private final String kind;
    private final Directory directory;

    ParagraphLetter(String kind, Directory directory) {
        this.kind = kind;
        this.directory = directory;
    }

    /** The subject, and then the paragraphs; empty where the letter is not due any more. */
    abstract Optional<List<String>> lines(String about);

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Optional<Letter> write(String recipient, String about, String messageId) {
        return directory
                .reach(recipient)
                .flatMap(to -> lines(about)
                        .map(lines -> new Letter(
                                messageId,
                                to.name(),
                                to.address(),
                                lines.getFirst(),
                                "Hello " + to.name() + ",\n\n" + String.join("\n\n", lines.subList(1, lines.size()))
                                        + "\n",
                                Optional.empty())));
    }
}
