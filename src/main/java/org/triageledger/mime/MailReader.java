package org.triageledger.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;

/**
 * Bytes to a {@link Mail} (RFC 5322, RFC 2045-2047), whatever the bytes. Safe for use by several threads.
 *
 * <p>What is attached is passed over without being decoded, and what goes beyond the limits is skipped, so that no mail costs
 * more than a bounded amount of time and memory.
 */
public final class MailReader {
    private static final String PLAIN = "text/plain";

    private final Limits limits;

    public MailReader(Limits limits) {
        this.limits = limits;
    }

    /** Never throws. */
    public Reading read(RawMail raw) {
        byte[] bytes = raw.bytes();
        int start = 0;
        while (start < bytes.length && (bytes[start] == '\n' || bytes[start] == '\r')) {
            start++;
        }
        if (start == bytes.length) {
            return new Reading.Unreadable("it is empty");
        }
        HeaderBlock block = HeaderBlock.read(bytes, start, bytes.length);
        if (block.body() - start > limits.headerBytes()) {
            return new Reading.Unreadable("its header is larger than " + (limits.headerBytes() >> 20) + " MiB");
        }
        if (block.headers().fields().isEmpty()) {
            return new Reading.Unreadable("it has no header field: this is no mail");
        }
        Work work = new Work(bytes);
        Part body = work.part(block, bytes.length, 0, PLAIN);
        return new Reading.Read(
                new Mail(block.headers(), body, raw.size(), Digest.of(block.headers(), bytes, block.body())));
    }

    /** Reading one mail: counts what it has cost so far. */
    private final class Work {
        private final byte[] bytes;
        private int parts;
        private int chars;

        Work(byte[] bytes) {
            this.bytes = bytes;
        }

        Part part(HeaderBlock block, int end, int depth, String fallback) {
            Headers headers = block.headers();
            ContentType type = ContentType.parse(headers.first("Content-Type").orElse(fallback));
            String name = type.value().matches("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+") ? type.value() : PLAIN;
            ContentType disposition =
                    ContentType.parse(headers.first("Content-Disposition").orElse(""));
            boolean attachment = disposition.value().equals("attachment");
            Part.Content content;
            if (++parts > limits.parts()) {
                content = new Part.Skipped("more parts than are read of one mail");
            } else if (depth > limits.depth()) {
                content = new Part.Skipped("nested deeper than is read");
            } else if (name.startsWith("multipart/")) {
                content = multipart(name, type, headers, block.body(), end, depth);
            } else if (name.equals("message/rfc822") || name.equals("message/global")) {
                content = nested(headers, block.body(), end, depth);
            } else if (!attachment && isText(name)) {
                content = text(name, type, headers, block.body(), end);
            } else {
                content = new Part.Skipped("not text");
            }
            return new Part(name, Map.copyOf(type.parameters()), attachment, headers, content);
        }

        private Part.Content text(String name, ContentType type, Headers headers, int from, int to) {
            if (chars >= limits.textChars()) {
                return new Part.Skipped("more text than is read of one mail");
            }
            int most = Math.min(limits.partChars(), limits.textChars() - chars);
            byte[] content = Decoder.transfer(
                    bytes, from, to, headers.first("Content-Transfer-Encoding").orElse(""), most);
            String text = Decoder.text(content, type.parameter("charset"));
            chars += text.length();
            return new Part.Text(name.equals("text/html") ? Html.text(text) : text);
        }

        private Part.Content nested(Headers headers, int from, int to, int depth) {
            String encoding =
                    headers.first("Content-Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT);
            if (encoding.contains("base64") || encoding.contains("quoted")) {
                // RFC 2046 §5.2.1 forbids it, mailers do it. Decoded apart, within what this mail may still cost.
                byte[] inner = Decoder.transfer(bytes, from, to, encoding, limits.textChars());
                Work work = new Work(inner);
                work.parts = parts;
                work.chars = chars;
                Part.Content content = work.mail(0, inner.length, depth);
                parts = work.parts;
                chars = work.chars;
                return content;
            }
            return mail(from, to, depth);
        }

        private Part.Content mail(int from, int to, int depth) {
            HeaderBlock inner = HeaderBlock.read(bytes, from, to);
            if (inner.headers().fields().isEmpty()) {
                return new Part.Skipped("an inner mail without a header");
            }
            Part body = part(inner, to, depth + 1, PLAIN);
            return new Part.Nested(
                    new Mail(inner.headers(), body, to - from, Digest.of(inner.headers(), new byte[0], 0)));
        }

        /**
         * Parts between boundary lines (RFC 2046 §5.1.1). A missing last boundary ends with what contains it; where no boundary
         * comes at all, the content is taken for text.
         */
        private Part.Content multipart(String name, ContentType type, Headers headers, int from, int to, int depth) {
            Optional<String> boundary = type.parameter("boundary").filter(text -> !text.isBlank());
            if (boundary.isEmpty()) {
                return text(PLAIN, type, headers, from, to);
            }
            byte[] mark = ("--" + boundary.get().stripTrailing()).getBytes(StandardCharsets.ISO_8859_1);
            String fallback = name.equals("multipart/digest") ? "message/rfc822" : PLAIN;
            List<Part> found = new ArrayList<>();
            int begin = -1;
            int at = from;
            while (at < to) {
                int stop = Lines.end(bytes, at, to);
                int next = Lines.next(bytes, stop, to);
                if (startsWith(mark, at, stop)) {
                    boolean last = isLast(at + mark.length, stop);
                    if (last || isBlankTo(at + mark.length, stop)) {
                        if (begin >= 0) {
                            add(found, begin, at, depth, fallback);
                        }
                        begin = last ? -1 : next;
                        if (last) {
                            return new Part.Multi(found);
                        }
                    }
                }
                at = next;
                if (parts > limits.parts()) {
                    return new Part.Multi(found);
                }
            }
            if (begin >= 0) {
                add(found, begin, to, depth, fallback);
            }
            return found.isEmpty() ? text(PLAIN, type, headers, from, to) : new Part.Multi(found);
        }

        private void add(List<Part> found, int begin, int boundary, int depth, String fallback) {
            // The line end before a boundary belongs to the boundary.
            int end = boundary;
            if (end > begin && bytes[end - 1] == '\n') {
                end--;
            }
            if (end > begin && bytes[end - 1] == '\r') {
                end--;
            }
            found.add(part(HeaderBlock.read(bytes, begin, end), Math.max(begin, end), depth + 1, fallback));
        }

        private boolean startsWith(byte[] mark, int from, int to) {
            if (to - from < mark.length || bytes[from] != '-') {
                return false;
            }
            return java.util.Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length);
        }

        private boolean isLast(int from, int to) {
            return to - from >= 2 && bytes[from] == '-' && bytes[from + 1] == '-' && isBlankTo(from + 2, to);
        }

        private boolean isBlankTo(int from, int to) {
            for (int i = from; i < to; i++) {
                if (bytes[i] != ' ' && bytes[i] != '\t') {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isText(String type) {
        return type.startsWith("text/")
                || (type.startsWith("message/")
                        && !type.equals("message/partial")
                        && !type.equals("message/external-body"));
    }
}
