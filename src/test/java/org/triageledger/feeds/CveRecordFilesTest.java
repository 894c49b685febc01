package org.triageledger.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.feeds.CveRecordFileTest.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CveRecordFilesTest {
    private static final String RECORD = record("CVE-2026-1234", "PUBLISHED", "2026-03-02T10:00:00Z");
    private static final String OTHER = RECORD.replace(CveRecordFileTest.OURS, "99999999-2222-4333-8444-555555555555");

    /** As a checkout of the CVE list looks. */
    private static final Map<String, String> LIST = new LinkedHashMap<>();

    private static final List<String> EXPECTED = List.of(
            "cves/2026/1xxx/CVE-2026-1234.json Loaded",
            "cves/2026/1xxx/CVE-2026-1235.json OfAnother",
            "cves/2026/1xxx/CVE-2026-1236.json Faulty");

    static {
        LIST.put(".git/config.json", "secret");
        LIST.put("README.md", "secret");
        LIST.put("cves/2026/1xxx/CVE-2026-1234.json", RECORD);
        LIST.put("cves/2026/1xxx/CVE-2026-1235.json", OTHER);
        LIST.put("cves/2026/1xxx/CVE-2026-1236.json", RECORD.substring(0, 90));
        LIST.put("cves/delta.json", "{}");
        LIST.put("cves/deltaLog.json", "[]");
    }

    private final List<String> read = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aFile() throws IOException {
        assertThat(read(Files.writeString(folder.resolve("any name"), RECORD))).isEmpty();
        assertThat(read).containsExactly("any name Loaded");
    }

    @Test
    void aCheckout() throws IOException {
        for (Map.Entry<String, String> file : LIST.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        assertThat(read(folder)).isEmpty();
        assertThat(read).isEqualTo(EXPECTED);
    }

    @Test
    void aZip() throws IOException {
        assertThat(read(Files.write(folder.resolve("list.zip"), zip(LIST)))).isEmpty();
        assertThat(read).isEqualTo(EXPECTED);
    }

    @Test
    void aZipInAZip() throws IOException {
        byte[] outer = zipped(Map.of("cves.zip", zip(LIST)));
        assertThat(read(Files.write(folder.resolve("list.zip.zip"), outer))).isEmpty();
        assertThat(read).isEqualTo(EXPECTED);
    }

    @Test
    void whatUnpacksToTooMuchIsNoRecord() throws IOException {
        String large = " ".repeat(CveRecordFile.LARGEST + 1);
        read(Files.write(folder.resolve("bomb.zip"), zip(Map.of("a.json", large))));
        read(Files.write(folder.resolve("inner.zip"), zipped(Map.of("b.zip", zip(Map.of("b.json", large))))));
        read(Files.writeString(folder.resolve("c.json"), large));
        assertThat(read).containsExactly("a.json Faulty", "b.json Faulty", "c.json Faulty");
    }

    @Test
    void whatIsNotThereOrDamaged() throws IOException {
        assertThat(read(folder.resolve("none"))).contains("does not exist: check the path");
        assertThat(read(folder)).contains("holds no CVE records: .json files are expected");
        byte[] zip = zip(LIST);
        assertThat(read(Files.write(folder.resolve("half.zip"), java.util.Arrays.copyOf(zip, zip.length / 2))))
                .contains("is a damaged ZIP file: get a whole copy");
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                // a copy of the list is at least as new as the newest date in it, whichever organisation the record is
                // of
                "cves/2026/1xxx/CVE-2026-1234.json ours 2026-03-02T10:00:00Z | 2026-03-02T10:00:00Z",
                "cves/2026/1xxx/a.json ours 2026-03-02T10:00:00Z;cves/2026/1xxx/b.json other 2026-03-04T10:00:00Z | 2026-03-04T10:00:00Z",
                "cves/2026/1xxx/a.json other 2026-03-02T10:00:00Z;cves/delta.json delta 2026-03-05T10:00:00.123Z | 2026-03-05T10:00:00.123Z",
                "cves/2026/1xxx/a.json other 2026-03-06T10:00:00Z;cves/delta.json delta 2026-03-05T10:00:00Z | 2026-03-06T10:00:00Z",
                "cves/2026/1xxx/a.json other 2026-03-06T10:00:00Z;cves/delta.json delta yesterday | 2026-03-06T10:00:00Z",
                // a date that has not come yet is a mistake
                "cves/2026/1xxx/a.json other 2026-03-02T10:00:00Z;cves/2026/1xxx/b.json other 2062-03-02T10:00:00Z | 2026-03-02T10:00:00Z",
                // any other folder may hold some records and not all
                "CVE-2026-1234.json ours 2026-03-02T10:00:00Z | nothing",
                "mine/a.json ours 2026-03-02T10:00:00Z;mine/b.json other 2026-03-04T10:00:00Z | nothing",
                "2026/1xxx/a.json other 2026-03-04T10:00:00Z | nothing",
                "cves/2026/1xxx/a.json other - | nothing",
            })
    void upToWhenACopyOfTheListIsComplete(String files, String expected) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String file : files.split(";")) {
            String[] parts = file.split(" ");
            texts.put(
                    parts[0],
                    switch (parts[1]) {
                        case "delta" -> "{\"fetchTime\": \"" + parts[2] + "\", \"new\": []}";
                        case "other" -> OTHER.replace("2026-03-02T10:00:00Z", parts[2]);
                        default -> RECORD.replace("2026-03-02T10:00:00Z", parts[2]);
                    });
        }
        for (Map.Entry<String, String> file : texts.entrySet()) {
            Path path = folder.resolve("copy").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Optional<Instant> newest = Optional.ofNullable(expected).map(Instant::parse);
        assertThat(contents(folder.resolve("copy")).newest()).isEqualTo(newest);
        assertThat(contents(Files.write(folder.resolve("a.zip"), zip(texts))).newest())
                .isEqualTo(newest);
        assertThat(contents(Files.write(folder.resolve("b.zip"), zipped(Map.of("cves.zip", zip(texts)))))
                        .newest())
                .isEqualTo(newest);
        if (Files.isDirectory(folder.resolve("copy/cves"))) {
            assertThat(contents(folder.resolve("copy/cves")).newest()).isEqualTo(newest);
        }
    }

    @Test
    void aSingleRecordSaysNothingOfTheOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("CVE-2026-1234.json"), RECORD);
        assertThat(contents(file)).isEqualTo(new CveRecordFiles.Contents(Optional.empty(), false, Optional.empty()));
    }

    private Optional<String> read(Path path) {
        return contents(path).failure();
    }

    private CveRecordFiles.Contents contents(Path path) {
        return CveRecordFiles.read(
                path,
                Set.of(CveRecordFileTest.OURS),
                Instant.parse("2026-11-26T12:00:00Z"),
                item -> read.add(item.where() + " " + item.outcome().getClass().getSimpleName()));
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return zipped(bytes);
    }

    private static byte[] zipped(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
