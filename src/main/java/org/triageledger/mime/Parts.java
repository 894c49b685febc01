package org.triageledger.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Part;

/** The MIME entities of one mail (RFC 2046). */
final class Parts {
    private final Lines lines;
    private final byte[] bytes;
    private final Allowance allowance;

    Parts(Lines lines, Allowance allowance) {
        this.lines = lines;
        this.bytes = lines.bytes();
        this.allowance = allowance;
    }

    /**
     * The entity with this header, whose body goes to {@code end}.
     *
     * @param fallback its type where it declares none
     */
    Part part(HeaderBlock block, int end, int depth, String fallback) {
        Headers headers = block.headers();
        Optional<ContentType> declared = headers.first("Content-Type").map(ContentType::parse);
        String type = declared.map(ContentType::value)
                .map(value -> Kind.isType(value) ? value : Kind.PLAIN)
                .orElse(fallback);
        ContentType of = declared.orElse(ContentType.parse(fallback));
        String disposition = ContentType.disposition(headers);
        boolean attachment = disposition.equals(ContentType.ATTACHMENT);
        return new Part(type, of.parameters(), disposition, headers, content(type, of, attachment, block, end, depth));
    }

    private Part.Content content(
            String type, ContentType of, boolean attachment, HeaderBlock block, int end, int depth) {
        if (!allowance.anotherPart()) {
            return new Part.Skipped("more parts than are read of one mail");
        }
        if (allowance.isTooDeep(depth)) {
            return new Part.Skipped("nested deeper than is read");
        }
        Transfer transfer = Transfer.of(block.headers());
        int from = Math.min(block.body(), end);
        return switch (Kind.of(type)) {
            case MULTIPART -> multipart(type, of, transfer, from, end, depth);
            case MAIL -> nested(transfer, from, end, depth);
            case REPORT -> text(of, transfer, from, end, false);
            case HTML -> attachment ? new Part.Skipped("an attachment") : text(of, transfer, from, end, true);
            case TEXT -> attachment ? new Part.Skipped("an attachment") : text(of, transfer, from, end, false);
            case OTHER -> new Part.Skipped(attachment ? "an attachment" : "no text");
        };
    }

    private Part.Content text(ContentType type, Transfer transfer, int from, int to, boolean html) {
        int most = allowance.text();
        if (most == 0 && from < to) {
            return new Part.Skipped("more text than is read of one mail");
        }
        String text = allowance.take(Text.of(transfer.decode(bytes, from, to, most), type.parameter("charset")));
        return html ? new Part.Text(() -> Allowance.beginning(Html.text(text), most)) : new Part.Text(text);
    }

    private Part.Content nested(Transfer transfer, int from, int to, int depth) {
        if (transfer == Transfer.NONE) {
            return mail(from, to, depth);
        }
        // RFC 2046 §5.2.1 forbids it, mailers do it. RFC 6532 §3.7 allows it for message/global.
        byte[] inner = transfer.decode(bytes, from, to, allowance.text());
        return new Parts(Lines.of(inner), allowance).mail(0, inner.length, depth);
    }

    private Part.Content mail(int from, int to, int depth) {
        int start = from;
        while (start < to && (bytes[start] == '\n' || bytes[start] == '\r')) {
            start++;
        }
        HeaderBlock block = header(start, to);
        if (block.headers().fields().isEmpty()) {
            return new Part.Skipped("no header field, so it is no mail");
        }
        Part body = part(block, to, depth + 1, Kind.PLAIN);
        String digest = Digest.of(block.headers(), bytes, block.body(), to);
        return new Part.Nested(new Mail(block.headers(), body, to - (long) from, digest));
    }

    private HeaderBlock header(int from, int to) {
        HeaderBlock block = HeaderBlock.read(lines, from, to, allowance.headerBytes());
        allowance.headerBytes(block.body() - from);
        return block;
    }

    /**
     * Parts between boundary lines (§5.1.1). Where the last boundary is missing, the last part goes to the end of what contains
     * it; where there is none at all, the content is taken for text.
     */
    private Part.Content multipart(String type, ContentType of, Transfer transfer, int from, int to, int depth) {
        String boundary = of.boundary().orElse("");
        byte[] mark = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        String fallback = type.equals("multipart/digest") ? "message/rfc822" : Kind.PLAIN;
        List<Part> found = new ArrayList<>(3);
        int begin = -1;
        boolean last = boundary.isEmpty();
        for (int at = from; at < to && !last; ) {
            int next = lines.next(at, to);
            int behind = at + mark.length;
            if (behind <= next && bytes[at] == '-' && Arrays.equals(bytes, at, behind, mark, 0, mark.length)) {
                int stop = lines.stop(at, next);
                last = isLast(behind, stop);
                if (last || lines.isBlank(behind, stop)) {
                    if (begin >= 0) {
                        found.add(between(begin, lines.stop(begin, at), depth, fallback));
                    }
                    if (!last && !allowance.isPartLeft()) {
                        last = true;
                        found.add(beyond());
                    }
                    begin = last ? -1 : next;
                }
            }
            at = next;
        }
        if (begin >= 0) {
            found.add(between(begin, to, depth, fallback));
        }
        return found.isEmpty() ? text(of, transfer, from, to, false) : new Part.Multi(List.copyOf(found));
    }

    private Part between(int from, int to, int depth, String fallback) {
        return part(header(from, to), to, depth + 1, fallback);
    }

    private static Part beyond() {
        Headers none = new Headers(List.of());
        return new Part(Kind.PLAIN, Map.of(), "", none, new Part.Skipped("more parts than are read of one mail"));
    }

    private boolean isLast(int from, int stop) {
        return stop - from >= 2 && bytes[from] == '-' && bytes[from + 1] == '-' && lines.isBlank(from + 2, stop);
    }
}
