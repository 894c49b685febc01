package org.triageledger.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.mail.RawMail;

class ArchiveTest {
    private static final String MAIL = "From: ada@example.org\nSubject: a\n\nHello\n";
    private static final String MBOX = "From ada@example.org Tue Mar  3 10:00:00 2026\n" + MAIL + "\n"
            + "From ben@example.org Wed Mar  4 10:00:00 2026\n" + MAIL;

    @TempDir
    Path folder;

    /** Each mail by its place, sizes and times; each unreadable file by its place and the reason. */
    private static List<String> read(Path path) throws BadArchive {
        List<String> items = new ArrayList<>();
        try (Archive archive = Archive.open(path, "list")) {
            for (Optional<Archive.Item> item = archive.next(); item.isPresent(); item = archive.next()) {
                items.add(
                        switch (item.get()) {
                            case Archive.Item.Mail(RawMail raw) ->
                                raw.place().where() + " " + raw.bytes().length + " of " + raw.size()
                                        + raw.filed()
                                                .map(time -> " filed " + time)
                                                .orElse("")
                                        + raw.fromLine()
                                                .map(time -> " from " + time)
                                                .orElse("");
                            case Archive.Item.Unreadable bad -> bad.place().where() + ": " + bad.why();
                        });
            }
        }
        return items;
    }

    private Path write(String name, String content) throws IOException {
        return write(name, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.write(file, content);
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return packed.toByteArray();
    }

    @Test
    void anMboxGivesItsMailsWithTheirPlaces() throws Exception {
        assertThat(read(write("list.mbox", MBOX)))
                .containsExactly(
                        "list.mbox#0 40 of 40 from 2026-03-03T10:00:00Z",
                        "list.mbox#87 40 of 40 from 2026-03-04T10:00:00Z");
    }

    @Test
    void aPackedMboxIsKnownByItsFirstBytes() throws Exception {
        assertThat(read(write("list", gzip(MBOX)))).hasSize(2).allMatch(item -> item.startsWith("list#"));
    }

    @Test
    void gzipFilesBackgroundTakerTheOtherAreOne() throws Exception {
        byte[] packed = gzip(MBOX + "\n");
        byte[] both = Arrays.copyOf(packed, 2 * packed.length);
        System.arraycopy(packed, 0, both, packed.length, packed.length);

        assertThat(read(write("list.mbox.gz", both))).hasSize(4);
    }

    @Test
    void aFileWithOneMailIsThatMail() throws Exception {
        assertThat(read(write("a.eml", MAIL))).containsExactly("a.eml 40 of 40");
        assertThat(read(write("b", "\r\n" + MAIL))).containsExactly("b 42 of 42");
    }

    @Test
    void aFileOfAppleMailIsTheMailInIt() throws Exception {
        String list = "<?xml version=\"1.0\"?>\n<plist version=\"1.0\"><dict/></plist>\n";

        assertThat(read(write("1.emlx", "40        \n" + MAIL + list))).containsExactly("1.emlx 40 of 40");
        assertThat(read(write("2.partial.emlx", "40\r\n" + MAIL))).containsExactly("2.partial.emlx 40 of 40");
        int most = 8 << 20;
        assertThat(read(write("3.emlx", (most + 140) + "\n" + MAIL + "x".repeat(most + 100) + list)))
                .containsExactly("3.emlx 8388608 of " + (most + 140));
        assertThatThrownBy(() -> read(write("4.emlx", "41\n" + MAIL)))
                .hasMessageContaining("4.emlx ends before the mail in it does: get a whole copy");
        assertThatThrownBy(() -> read(write("5.emlx", MAIL))).hasMessageContaining("is no mbox and no mail message");
    }

    /** Indices and settings of mail programs are no mail; all else may be, and is named. */
    @Test
    void whatIsPassedOverInAFolderIsNamed() throws Exception {
        write("1.eml", MAIL);
        write("2.emlx", "40\n" + MAIL);
        for (String name : List.of(
                "b.msg", "a/c.txt", "cur/.d", ".DS_Store", "dovecot.index.log", "Inbox.msf", "Attachments/2/1/e.pdf")) {
            write(name, "x");
        }
        Files.createSymbolicLink(folder.resolve("elsewhere"), folder.resolve("a"));

        try (Archive archive = Archive.open(folder, "list")) {
            assertThat(archive.passedOver()).containsExactly("a/c.txt", "b.msg", "cur/.d", "elsewhere");
        }
        assertThat(read(folder)).containsExactly("1.eml 40 of 40", "2.emlx 40 of 40");
    }

    @Test
    void ofAHugeMailOnlyTheBeginningIsKept() throws Exception {
        assertThat(read(write("a.eml", MAIL + "x".repeat(9 << 20)))).containsExactly("a.eml 8388608 of 9437224");
        assertThat(read(write("a.mbox", MBOX + "x".repeat(9 << 20))).getLast())
                .startsWith("a.mbox#87 8388608 of 9437224 ");
    }

    @Test
    void aMaildirGivesItsMailsAndWhenTheyWereFiled() throws Exception {
        write("cur/1772532000.M1P2.example:2,S", MAIL);
        write("new/1772618400_7.example", MAIL);
        write("new/oddly-named", MAIL);
        Files.setLastModifiedTime(
                folder.resolve("new/oddly-named"), FileTime.from(Instant.parse("2026-03-05T10:00:00Z")));
        write("new/99.example", MAIL);
        Files.setLastModifiedTime(
                folder.resolve("new/99.example"), FileTime.from(Instant.parse("2026-03-06T10:00:00Z")));
        write("tmp/1772532001.half", MAIL);
        write(".Sent/cur/1772532002.M1P2.example:2,S", MAIL);
        write("cur/.hidden", "");
        write("dovecot-uidlist", "3 V1");

        assertThat(read(folder))
                .containsExactlyInAnyOrder(
                        ".Sent/cur/1772532002.M1P2.example:2,S 40 of 40 filed 2026-03-03T10:00:02Z",
                        "cur/1772532000.M1P2.example:2,S 40 of 40 filed 2026-03-03T10:00:00Z",
                        "new/1772618400_7.example 40 of 40 filed 2026-03-04T10:00:00Z",
                        "new/99.example 40 of 40 filed 2026-03-06T10:00:00Z",
                        "new/oddly-named 40 of 40 filed 2026-03-05T10:00:00Z");
        assertThat(read(folder.resolve("new"))).hasSize(3);
    }

    @Test
    void aFolderGivesItsMailFilesAndSaysWhichAreNone() throws Exception {
        write("2026/b.eml", MAIL);
        write("2026/a.EML", MAIL);
        write("list.mbox.gz", gzip(MBOX));
        write("empty.mbox", "");
        write("page.eml", "<html>\n");
        write("notes.txt", MAIL);

        assertThat(read(folder))
                .containsExactly(
                        "2026/a.EML 40 of 40",
                        "2026/b.eml 40 of 40",
                        "empty.mbox: it is empty",
                        "list.mbox.gz#0 40 of 40 from 2026-03-03T10:00:00Z",
                        "list.mbox.gz#87 40 of 40 from 2026-03-04T10:00:00Z",
                        "page.eml: it is no mbox and no mail message");
    }

    @Test
    void whatIsNoArchiveIsSaidInALine() throws Exception {
        Path missing = folder.resolve("missing.mbox");
        Path empty = write("empty.mbox", "");
        Path text = write("notes.txt", "Dear all,\nnothing here.\n");
        Path image = write("image.png", "\u0089PNG\r\n\u001a\n\0\0\0");
        Path bare = Files.createDirectories(folder.resolve("bare/tmp")).resolveSibling("");

        assertThatThrownBy(() -> read(missing))
                .isInstanceOf(BadArchive.class)
                .hasMessage(missing + " does not exist: check the path");
        assertThatThrownBy(() -> read(empty))
                .isInstanceOf(BadArchive.class)
                .hasMessage(empty + " is empty: check the path");
        for (Path none : List.of(text, image)) {
            assertThatThrownBy(() -> read(none))
                    .isInstanceOf(BadArchive.class)
                    .hasMessage(none
                            + " is no mbox and no mail message: it begins with neither a From line nor a header field");
        }
        assertThatThrownBy(() -> read(bare))
                .isInstanceOf(BadArchive.class)
                .hasMessage(
                        bare
                                + " holds no mail: no mail message, expected an mbox, a Maildir (cur/, new/), .eml or .emlx files");
    }

    @Test
    void aDamagedGzipFileIsSaidToBeOne() throws Exception {
        StringBuilder noise = new StringBuilder(MBOX);
        new Random(7).ints(500_000, 32, 127).forEach(c -> noise.append((char) c));
        byte[] packed = gzip(noise.toString());
        byte[] broken = packed.clone();
        Arrays.fill(broken, packed.length / 2, packed.length / 2 + 100, (byte) 0xff);
        Path cut = write("cut.mbox.gz", Arrays.copyOf(packed, packed.length / 2));
        Path stub = write("stub.mbox.gz", Arrays.copyOf(packed, 4));

        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(BadArchive.class)
                .hasMessage(cut + " is a damaged gzip file: it ends too early after 1 message; get a whole copy;"
                        + " nothing was imported");
        assertThatThrownBy(() -> read(stub)).isInstanceOf(BadArchive.class).hasMessageContaining("after 0 messages");
        assertThatThrownBy(() -> read(write("broken.mbox.gz", broken)))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("is a damaged gzip file: it ");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining(" holds broken.mbox.gz, which is a damaged gzip file");
    }
}
