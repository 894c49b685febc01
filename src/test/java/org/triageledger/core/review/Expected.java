package org.triageledger.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The whole texts that people will read, as files beside the tests. */
public final class Expected {
    private Expected() {}

    /** @param file under {@code review/}, with line feeds */
    public static String text(String file) {
        try (InputStream in = Expected.class.getResourceAsStream("/review/" + file)) {
            assertThat(in).as("review/" + file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
