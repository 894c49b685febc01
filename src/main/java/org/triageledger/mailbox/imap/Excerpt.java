package org.triageledger.mailbox.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.mime.PartHeader;

/**
 * A mail without the content of what is attached to it: what to ask the server for, and how to put it together. All headers are in
 * it, those of attachments too, and every text that would be read of the whole mail; what stands around the parts is not.
 */
final class Excerpt {
    /** Bytes of the header of a part or an inner mail; one that is longer is not an honest one. */
    private static final int HEADER = 64 << 10;

    /** Bytes of a text in its transfer encoding: a megabyte of it is read, and quoted-printable makes three of one. */
    private static final int TEXT = 4 << 20;

    /** Bytes beyond the size that the server states, of which some count line ends otherwise. */
    private static final int SLACK = 1 << 10;

    private final Entity mail;
    private final int most;

    /** @param most bytes of contents to be asked for altogether */
    Excerpt(Body body, int most) {
        this.mail = Entity.of(body);
        this.most = most;
    }

    /** The headers of all parts; that of the mail itself comes with the structure. */
    List<BodySection> headers() {
        return mail.all()
                .skip(1)
                .map(entity -> new BodySection(entity.header(), Math.min(HEADER, most), false))
                .toList();
    }

    /**
     * The contents to be read.
     *
     * @param pieces the headers by section
     * @return empty where one is missing or contradicts the structure: then nothing of it can be relied upon
     */
    Optional<List<BodySection>> contents(Map<String, byte[]> pieces) {
        Asking asking = new Asking(most);
        return new Walk(pieces, asking).through(mail, PartHeader.PLAIN) ? Optional.of(asking.asked) : Optional.empty();
    }

    /**
     * The mail.
     *
     * @param pieces headers and contents by section
     * @return empty where one is missing, is longer than the server said, or contradicts the structure
     */
    Optional<byte[]> bytes(Map<String, byte[]> pieces) {
        Writing writing = new Writing(pieces);
        return contents(pieces)
                                .filter(all -> all.stream().allMatch(piece -> piece.isAmong(pieces)))
                                .isPresent()
                        && new Walk(pieces, writing).through(mail, PartHeader.PLAIN)
                ? Optional.of(writing.out.toByteArray())
                : Optional.empty();
    }

    /** What is done on the way through a mail. */
    private interface Doing {
        void header(byte[] header);

        void content(String section, long size);

        void line(String line);
    }

    /** The way through a mail, from its first byte to its last. */
    private record Walk(Map<String, byte[]> pieces, Doing doing) {
        /** @return whether headers and structure agree */
        boolean through(Entity entity, String fallback) {
            byte[] bytes = pieces.get(entity.header());
            if (bytes == null) {
                return false;
            }
            PartHeader header = PartHeader.of(bytes);
            if (!header.isWellFormed()) {
                return false;
            }
            doing.header(bytes);
            return switch (entity.body()) {
                case Body.Multi multi -> throughParts(multi, entity.inner(), header);
                case Body.Nested nested -> {
                    boolean opened = header.isMail(fallback) && !entity.inner().isEmpty();
                    yield opened
                            ? through(entity.inner().getFirst(), PartHeader.PLAIN)
                            : closed(entity, header, nested.type(), nested.size(), fallback);
                }
                case Body.Leaf leaf -> closed(entity, header, leaf.type(), leaf.size(), fallback);
            };
        }

        private boolean throughParts(Body.Multi multi, List<Entity> parts, PartHeader header) {
            Optional<String> boundary = header.plainBoundary();
            if (boundary.isEmpty()
                    || multi.boundary()
                            .filter(told -> !told.stripTrailing().equals(boundary.get()))
                            .isPresent()
                    || isNone(multi.parts())) {
                return false;
            }
            for (Entity part : parts) {
                doing.line("--" + boundary.get());
                if (!through(part, header.fallbackWithin())) {
                    return false;
                }
                doing.line("");
            }
            doing.line("--" + boundary.get() + "--");
            return true;
        }

        /** Where no part is to be found, servers tell of an empty one; but then what stands there is the text. */
        private static boolean isNone(List<Body> parts) {
            return parts.isEmpty()
                    || (parts.size() == 1 && parts.getFirst() instanceof Body.Leaf leaf && leaf.size() == 0);
        }

        private boolean closed(Entity entity, PartHeader header, String told, long size, String fallback) {
            if (header.type(fallback).filter(type -> !type.equals(told)).isPresent()) {
                return false;
            }
            if (!header.isAttached(fallback)) {
                doing.content(entity.content(), size);
            }
            return true;
        }
    }

    private static final class Asking implements Doing {
        private final List<BodySection> asked = new ArrayList<>();
        private long left;

        Asking(long most) {
            this.left = most;
        }

        @Override
        public void header(byte[] header) {}

        @Override
        public void content(String section, long size) {
            long bound = Math.min(TEXT, left);
            long wanted = Math.min(size + SLACK, bound);
            if (wanted > 0) {
                asked.add(new BodySection(section, (int) wanted, wanted == bound));
                left -= Math.min(size, wanted);
            }
        }

        @Override
        public void line(String line) {}
    }

    private static final class Writing implements Doing {
        private static final byte[] LINE_END = {'\r', '\n'};
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final Map<String, byte[]> pieces;

        Writing(Map<String, byte[]> pieces) {
            this.pieces = pieces;
        }

        /** Servers hand out a header with the empty line behind it, or without. */
        @Override
        public void header(byte[] header) {
            out.writeBytes(header);
            if (header.length > 0 && header[header.length - 1] != '\n') {
                out.writeBytes(LINE_END);
            }
            if (!endsEmpty(header)) {
                out.writeBytes(LINE_END);
            }
        }

        private static boolean endsEmpty(byte[] header) {
            int last = header.length - 1;
            if (last < 0 || header[last] != '\n') {
                return false;
            }
            int before = last > 0 && header[last - 1] == '\r' ? last - 2 : last - 1;
            return before < 0 || header[before] == '\n';
        }

        @Override
        public void content(String section, long size) {
            out.writeBytes(pieces.getOrDefault(section, new byte[0]));
        }

        @Override
        public void line(String line) {
            out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(LINE_END);
        }
    }
}
