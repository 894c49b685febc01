package org.triageledger.core.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One MIME entity (RFC 2045): what kind it is, its own header, and as much of its content as is worth reading.
 *
 * @param type lower-case {@code type/subtype}; {@code text/plain} where nothing usable was declared
 * @param parameters of the Content-Type, names in lower case
 * @param disposition what Content-Disposition says (RFC 2183), in lower case without parameters; empty where it says nothing
 */
public record Part(String type, Map<String, String> parameters, String disposition, Headers headers, Content content) {
    public boolean attachment() {
        return disposition.equals("attachment");
    }

    /** What was read of a part. */
    public sealed interface Content {}

    /** Decoded text with LF line ends; lives in memory only while the mail is judged. */
    public static final class Text implements Content {
        private final Supplier<String> source;
        private Optional<String> text = Optional.empty();

        /** @param source makes the text when it is first asked for: of the HTML beside a plain text nobody asks */
        public Text(Supplier<String> source) {
            this.source = source;
        }

        public Text(String text) {
            this(() -> text);
        }

        public String text() {
            if (text.isEmpty()) {
                text = Optional.of(source.get());
            }
            return text.get();
        }

        @Override
        public String toString() {
            return "Text[" + text.map(known -> known.length() + " chars").orElse("not made yet") + "]";
        }
    }

    public record Multi(List<Part> parts) implements Content {}

    /** A {@code message/rfc822} or {@code message/global} part. */
    public record Nested(Mail mail) implements Content {}

    /** Not read: an attachment, or beyond what one mail may cost. */
    public record Skipped(String why) implements Content {}
}
