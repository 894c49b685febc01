package org.triageledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TruthfulSchemasTest {
    /** Schemas are told apart by the simple names of their records; of two with one name, one would be described as the other. */
    @Test
    void noTwoAnswersHaveOneName() {
        List<String> names = TruthfulSchemas.VIEWS.stream()
                .flatMap(views -> Arrays.stream(views.getDeclaredClasses()))
                .map(Class::getSimpleName)
                .toList();
        assertThat(names).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    }

    @Test
    void allAnswersAreDescribed() throws IOException {
        try (Stream<Path> work = Files.walk(Path.of("src/main/java/org/triageledger/work"))) {
            assertThat(work.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Views.java")))
                    .containsExactlyInAnyOrderElementsOf(TruthfulSchemas.VIEWS.stream()
                            .map(views -> views.getSimpleName() + ".java")
                            .toList());
        }
    }
}
