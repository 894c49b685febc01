package org.triageledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.config.SettingsTest;

/** What the files for compose, Kubernetes and systemd name exists: it can be checked without an engine that runs them. */
class DeploymentTest {
    private static final Path DOCKER = Path.of("docker");

    /** Also what is set by an alias (yaml's {@code <<}), which Jackson leaves to who reads. */
    private static final Pattern VARIABLE = Pattern.compile("\\b((?:LEDGER|QUARKUS)_[A-Z_]+)\\b");

    private static final Pattern DIGEST = Pattern.compile(".+@sha256:[0-9a-f]{64}");

    @TempDir
    Path folder;

    private static List<JsonNode> yaml(String file) throws IOException {
        try (var documents = new ObjectMapper(new YAMLFactory())
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(DOCKER.resolve(file).toFile())) {
            return documents.readAll();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dockerfile",
                "compose.yaml",
                "compose-postgres.yaml",
                "kubernetes/ledger.yaml",
                "systemd/triage-ledger.service",
                "systemd/triage-ledger-backup.service"
            })
    void everyVariableIsASetting(String file) throws IOException {
        Set<String> settings = SettingsTest.names(LedgerConfig.class, "ledger.")
                .map(DeploymentTest::variable)
                .collect(Collectors.toCollection(TreeSet::new));
        String properties = Files.readString(Path.of("src/main/resources/application.properties"));
        Pattern.compile("^(quarkus\\.[^=]+)=", Pattern.MULTILINE)
                .matcher(properties)
                .results()
                .map(found -> variable(found.group(1)))
                .forEach(settings::add);
        // of the script itself
        Pattern.compile("^# (LEDGER_[A-Z_]+)", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("bin/ledger")))
                .results()
                .map(found -> found.group(1))
                .forEach(settings::add);

        assertThat(VARIABLE.matcher(Files.readString(DOCKER.resolve(file)))
                        .results()
                        .map(found -> found.group(1))
                        .map(name -> name.endsWith("_") ? name.substring(0, name.length() - 1) : name))
                .allSatisfy(name -> assertThat(settings).contains(name));
    }

    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    @Test
    void threeNodesShareOneDatabaseAndNothingElse() throws IOException {
        JsonNode compose = yaml("compose-postgres.yaml").getFirst();
        Map<String, String> ports = new TreeMap<>();
        Set<String> data = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (String node : List.of("node1", "node2", "node3")) {
            JsonNode service = compose.at("/services/" + node);
            ports.put(service.at("/ports/0").asText(), node);
            data.add(service.at("/volumes/0").asText());
            names.add(service.at("/environment/LEDGER_NODE").asText());
            assertThat(service.at("/volumes/0").asText()).isEqualTo(node + ":/data");
            assertThat(compose.at("/volumes").has(node)).isTrue();
        }
        assertThat(ports.keySet()).hasSize(3).allMatch(port -> port.matches("127\\.0\\.0\\.1:80\\d\\d:8080"));
        assertThat(data).hasSize(3);
        assertThat(names).containsExactly("node1", "node2", "node3");
        // nodes 2 and 3 have what node 1 has
        for (String service : List.of("keys", "node1")) {
            JsonNode environment = compose.at("/services/" + service + "/environment");
            assertThat(environment.path("LEDGER_DATABASE_URL").asText()).startsWith("jdbc:postgresql://database:");
            assertThat(environment.path("LEDGER_DATABASE_PASSWORD_FILE").asText())
                    .isEqualTo("/run/secrets/database");
        }
        assertThat(DOCKER.resolve(compose.at("/services/keys/build/context").asText())
                        .resolve(compose.at("/services/keys/build/dockerfile").asText()))
                .exists();
        for (JsonNode service : compose.at("/services")) {
            JsonNode needs = service.path("depends_on");
            needs.fieldNames()
                    .forEachRemaining(name ->
                            assertThat(compose.at("/services").has(name)).isTrue());
        }
    }

    @Test
    void imagesOfOthersArePinned() throws IOException {
        List<String> images = new ArrayList<>();
        for (String file : List.of("compose.yaml", "compose-postgres.yaml")) {
            for (JsonNode service : yaml(file).getFirst().at("/services")) {
                String image = service.path("image").asText();
                if (!image.isEmpty() && !image.startsWith("triage-ledger")) {
                    images.add(image);
                }
            }
        }
        String dockerfile = Files.readString(DOCKER.resolve("Dockerfile"));
        Pattern.compile("^ARG \\w+_IMAGE=(\\S+)$", Pattern.MULTILINE)
                .matcher(dockerfile)
                .results()
                .forEach(found -> images.add(found.group(1)));
        assertThat(images).hasSize(3).allMatch(image -> DIGEST.matcher(image).matches());
        Set<String> stages = Pattern.compile("^FROM \\S+ AS (\\w+)$", Pattern.MULTILINE)
                .matcher(dockerfile)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(Pattern.compile("^FROM (\\S+)", Pattern.MULTILINE)
                        .matcher(dockerfile)
                        .results()
                        .map(found -> found.group(1)))
                .allMatch(from -> from.matches("\\$J(DK|RE)_IMAGE") || stages.contains(from));
        assertThat(Pattern.compile("--from=(\\S+)")
                        .matcher(dockerfile)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(stages::contains);
    }

    @Test
    void kubernetesAsksWhereTheServiceAnswers() throws IOException {
        List<JsonNode> objects = yaml("kubernetes/ledger.yaml");
        assertThat(objects.stream().map(object -> object.path("kind").asText()))
                .containsExactly("Namespace", "ConfigMap", "Service", "Service", "PodDisruptionBudget", "StatefulSet");
        JsonNode set = objects.getLast();
        JsonNode pod = set.at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        String port = container.at("/ports/0/name").asText();
        assertThat(container.at("/ports/0/containerPort").asText())
                .isEqualTo("8080")
                .isEqualTo(set.at("/spec/template/metadata/annotations/prometheus.io~1port")
                        .asText());
        assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe").map(probe -> {
                    assertThat(container.at("/" + probe + "/httpGet/port").asText())
                            .isEqualTo(port);
                    return container.at("/" + probe + "/httpGet/path").asText();
                }))
                // ObservabilityTest asks for each
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
        Set<String> volumes = new TreeSet<>();
        pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
        set.at("/spec/volumeClaimTemplates")
                .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
        for (JsonNode one : List.of(container, pod.at("/initContainers/0"))) {
            assertThat(one.path("volumeMounts"))
                    .isNotEmpty()
                    .allSatisfy(mount ->
                            assertThat(volumes).contains(mount.path("name").asText()));
        }
        String labels = set.at("/spec/template/metadata/labels").toString();
        assertThat(objects.stream()
                        .filter(object -> object.path("kind").asText().equals("Service")))
                .allSatisfy(service -> {
                    assertThat(service.at("/spec/selector").toString()).isEqualTo(labels);
                    assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo(port);
                });
        assertThat(set.at("/spec/serviceName").asText())
                .isEqualTo(objects.get(3).at("/metadata/name").asText());
        assertThat(pod.at("/securityContext/runAsUser").asText()).isEqualTo("10001");
        assertThat(Files.readString(DOCKER.resolve("Dockerfile"))).contains("--uid 10001");
    }

    /** Their settings are ones that there are: NamedThingsTest; here that they are read as they stand. */
    @Test
    void kubernetesSettingsAreRight() throws IOException {
        String text = yaml("kubernetes/ledger.yaml")
                .get(1)
                .at("/data/application.properties")
                .asText();
        assertThat(text.lines()).isNotEmpty().allMatch(line -> line.matches("(ledger|quarkus)\\.[a-z.-]+=\\S+"));
    }

    @Test
    void systemdTakesTheUnits() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")));
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        try (Stream<Path> units = Files.list(DOCKER.resolve("systemd"))) {
            for (Path unit : units.sorted().toList()) {
                String text = Files.readString(unit)
                        .replace(
                                "/opt/triage-ledger/bin/ledger",
                                Path.of("bin/ledger").toAbsolutePath().toString());
                command.add(Files.writeString(folder.resolve(unit.getFileName()), text)
                        .toString());
            }
        }
        assertThat(command).hasSize(6);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("Unknown key").doesNotContain("ignoring");
    }

    @Test
    void theComposeFilesCanBeRead() throws IOException {
        assertThat(new YAMLMapper()
                        .readTree(DOCKER.resolve("compose.yaml").toFile())
                        .path("services"))
                .hasSize(1);
    }
}
