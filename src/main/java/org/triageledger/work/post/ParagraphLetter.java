package org.triageledger.work.post;

import java.util.List;
import java.util.Optional;
import org.triageledger.notify.Letter;
import org.triageledger.work.people.Directory;

/** A letter of plain paragraphs to somebody of the roster. */
public abstract class ParagraphLetter implements LetterWriter {
    private final String kind;
    private final Directory directory;

    public ParagraphLetter(String kind, Directory directory) {
        this.kind = kind;
        this.directory = directory;
    }

    /** The subject, and then the paragraphs; empty where the letter is not due any more. */
    protected abstract Optional<List<String>> lines(String about);

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
