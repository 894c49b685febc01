package org.triageledger.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.triageledger.core.hash.Sha256;

/**
 * An answer as JSON: its entity tag, and its text where that is short enough to be kept. A longer one is written again as it is sent,
 * so that no answer has to fit into memory.
 *
 * @param tag strong (RFC 9110 §8.8.3): the same tag means the same bytes
 */
record AnswerText(String tag, Optional<String> whole) {
    /** In bytes. */
    private static final int LONGEST_KEPT = 1 << 21;

    private static final int TAG_LENGTH = 32;

    static AnswerText of(Object answer, ObjectMapper json) {
        Hashed out = new Hashed();
        try {
            json.writeValue(out, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AnswerText(
                '"' + HexFormat.of().formatHex(out.digest.digest()).substring(0, TAG_LENGTH) + '"',
                out.isKept ? Optional.of(out.kept.toString(StandardCharsets.UTF_8)) : Optional.empty());
    }

    private static final class Hashed extends OutputStream {
        private final MessageDigest digest = Sha256.digest();
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean isKept = true;

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            digest.update(bytes, from, length);
            isKept &= kept.size() + length <= LONGEST_KEPT;
            if (isKept) {
                kept.write(bytes, from, length);
            } else {
                kept.reset();
            }
        }
    }
}
