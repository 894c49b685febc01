package org.triageledger.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triageledger.core.mail.Headers;

/**
 * What the header of a mail or a part says about its content, read as {@link MailReader} reads it, for those who have the header
 * before the content. Where the header can be read in more than one way, the methods of this class say less, so that nothing is left
 * out that {@link MailReader} would read. Never throws.
 */
public final class PartHeader {
    public static final String PLAIN = Kind.PLAIN;
    public static final String MAIL = "message/rfc822";

    private static final String BOUNDARY = "boundary";

    private final Headers headers;
    private final boolean wellFormed;
    private final List<String> types;

    private PartHeader(HeaderBlock block, boolean whole) {
        this.headers = block.headers();
        this.wellFormed = block.clean() && !block.cut() && whole;
        this.types = headers.all("Content-Type");
    }

    /** @param header with or without the empty line at its end */
    public static PartHeader of(byte[] header) {
        return of(header, header.length);
    }

    /** @param end where the header ends, with or without the empty line; bytes behind it are not read */
    public static PartHeader of(byte[] header, int end) {
        Lines lines = Lines.of(header);
        HeaderBlock block = HeaderBlock.read(lines, 0, end, end);
        int rest = block.body();
        while (rest < end && (header[rest] == '\n' || header[rest] == '\r')) {
            rest++;
        }
        return new PartHeader(block, rest == end);
    }

    /** Whether it is made of fields alone. Where other lines stand among them, not everybody sees it end at the same line. */
    public boolean isWellFormed() {
        return wellFormed;
    }

    /**
     * Its media type in lower case; empty where it is not plain.
     *
     * @param fallback what a part is that names none
     */
    public Optional<String> type(String fallback) {
        return switch (types.size()) {
            case 0 -> Optional.of(fallback);
            case 1 -> Optional.of(ContentType.parse(types.getFirst()).value()).filter(Kind::isType);
            default -> Optional.empty();
        };
    }

    /** Whether nothing of its content is to be read: it is no text and no mail, or a text that is attached. */
    public boolean isAttached(String fallback) {
        return type(fallback).filter(this::isAttachedAs).isPresent();
    }

    private boolean isAttachedAs(String type) {
        return switch (Kind.of(type)) {
            case TEXT, HTML ->
                headers.all("Content-Disposition").size() == 1
                        && ContentType.disposition(headers).equals(ContentType.ATTACHMENT);
            case OTHER -> !type.startsWith("message/");
            case REPORT, MAIL, MULTIPART -> false;
        };
    }

    /** Whether its content is a mail, as it is. */
    public boolean isMail(String fallback) {
        return type(fallback).filter(type -> Kind.of(type) == Kind.MAIL).isPresent()
                && headers.all("Content-Transfer-Encoding").size() <= 1
                && Transfer.of(headers) == Transfer.NONE;
    }

    /** The boundary between its parts, if it has parts: the one by which {@link MailReader} goes. */
    public Optional<String> boundary() {
        return headers.first("Content-Type")
                .map(ContentType::parse)
                .filter(type -> Kind.of(type.value()) == Kind.MULTIPART)
                .flatMap(ContentType::boundary);
    }

    /** The boundary, where every program must take the same from the header. */
    public Optional<String> plainBoundary() {
        if (types.size() != 1) {
            return Optional.empty();
        }
        String field = types.getFirst().toLowerCase(Locale.ROOT);
        boolean once = field.indexOf(BOUNDARY) == field.lastIndexOf(BOUNDARY);
        boolean clear = !ContentType.parse(types.getFirst()).unclear().contains(BOUNDARY);
        return boundary().filter(text -> once && clear && text.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    /** What its parts are that name no type (RFC 2046 §5.1.5). */
    public String fallbackWithin() {
        return type(PLAIN).filter("multipart/digest"::equals).isPresent() ? MAIL : PLAIN;
    }
}
