package org.triageledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the description of the image names exists: it can be checked without an engine that runs images. */
class ImageTest {
    private static final Path DOCKER = Path.of("docker");

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void theContextHoldsWhatTheBuildNeedsAndNothingOfAnybodys() throws IOException {
        List<String> ignore = Files.readAllLines(DOCKER.resolve("Dockerfile.dockerignore"));

        assertThat(ignore).contains("*");
        assertThat(ignore.stream().filter(line -> line.startsWith("!")).map(line -> Path.of(line.substring(1))))
                .containsExactlyInAnyOrder(
                        Path.of(".mvn"),
                        Path.of("ARCHITECTURE.md"),
                        Path.of("LICENSE"),
                        Path.of("README.md"),
                        Path.of("bin"),
                        Path.of("docs"),
                        Path.of("mvnw"),
                        Path.of("pom.xml"),
                        Path.of("src"))
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void itRunsOnTheJavaTheProgramIsWrittenFor() throws IOException {
        String release = found("<maven.compiler.release>(\\d+)<", Files.readString(Path.of("pom.xml")))
                .getFirst();

        String image = Files.readString(DOCKER.resolve("Dockerfile"));
        assertThat(found("^ARG JDK_IMAGE=\\S+:(\\d+)-jdk@", image)).containsExactly(release);
        assertThat(found("^ARG JRE_IMAGE=\\S+:(\\d+)-jre@", image)).containsExactly(release);
    }

    @Test
    void whatIsCopiedIsWhatTheScriptsMakeAndStart() throws IOException {
        String image = Files.readString(DOCKER.resolve("Dockerfile"));
        String scripts = Files.readString(Path.of("bin/ledger")) + Files.readString(Path.of("bin/lib/java.sh"));

        assertThat(found("/opt/triage-ledger/target/(\\S+)", image))
                .containsExactly(
                        "*-runner.jar", "triage-ledger-sbom.json", "ask", "ask", "ledger.aot.jdk", "ledger.aot*");
        assertThat(scripts)
                .contains("-runner.jar", "target/ask", "target/$kind.aot\"", "target/$1.aot.jdk", "kind=ledger");
        assertThat(Pattern.compile("\\b(LEDGER_[A-Z]+)=")
                        .matcher(image)
                        .results()
                        .map(MatchResult::group)
                        .map(name -> name.replace("=", "")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(scripts).contains("# " + name));
    }

    @Test
    void theServiceIsBuiltFromHere() throws IOException {
        JsonNode service = new YAMLMapper()
                .readTree(DOCKER.resolve("compose.yaml").toFile())
                .at("/services/ledger");
        Path context = DOCKER.resolve(service.at("/build/context").asText());

        assertThat(context.resolve(service.at("/build/dockerfile").asText())).exists();
        assertThat(service.at("/ports/0").asText()).startsWith("127.0.0.1:");
        assertThat(found("^EXPOSE (\\d+)$", Files.readString(DOCKER.resolve("Dockerfile"))))
                .containsExactly(service.at("/ports/0").asText().replaceFirst(".*:", ""));
        for (JsonNode volume : service.at("/volumes")) {
            String from = volume.asText().replaceFirst(":.*", "");
            assertThat(!from.startsWith(".") || Files.isDirectory(DOCKER.resolve(from)))
                    .as(from)
                    .isTrue();
        }
    }
}
