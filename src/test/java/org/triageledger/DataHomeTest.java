package org.triageledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever else has an account on the machine finds the data directory shut, however it was made. */
class DataHomeTest {
    @TempDir
    Path place;

    @Test
    void aDirectoryThatWasOpenIsShutWithAllThatIsInIt() throws Exception {
        Path folder = Files.createDirectory(place.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("ledger.mv.db", "ledger.key", "session.key")) {
            Files.setPosixFilePermissions(
                    Files.writeString(folder.resolve(name), "x"), PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.createDirectory(folder.resolve("more"));
        Path elsewhere = Files.writeString(place.resolve("key"), "x");
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(folder.resolve("linked.key"), elsewhere);

        new DataHome(folder).prepare();

        assertThat(modes(folder))
                .containsExactly(
                        " rwx------",
                        "ledger.key rw-------",
                        "ledger.mv.db rw-------",
                        "more rwx------",
                        "session.key rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void aDirectoryBesideADatabaseElsewhereIsNewAtItsFirstUseAlone() throws Exception {
        Path folder = place.resolve("data");
        DataHome home = new DataHome(folder);
        home.prepare();
        home.use(false);
        Path fresh = folder.resolve("audit.new");
        assertThat(fresh).exists();
        Files.delete(fresh);
        new DataHome(folder).use(true);
        assertThat(fresh).doesNotExist();
    }

    @Test
    void whatIsMadeIsShutFromTheBeginning() throws Exception {
        Path folder = place.resolve("data");
        DataHome home = new DataHome(folder);
        home.prepare();
        home.address(true, System.err);
        String session = home.sessionKey();
        var passwords = home.databasePasswords();

        assertThat(modes(folder)).contains(" rwx------", "database.password rw-------", "session.key rw-------");
        assertThat(session).hasSizeGreaterThan(40).isEqualTo(home.sessionKey());
        assertThat(passwords).isEqualTo(home.databasePasswords());
        assertThat(passwords.owner()).isNotEqualTo(passwords.rows()).hasSizeGreaterThan(40);
        assertThat(passwords.toString()).doesNotContain(passwords.owner());
    }

    @Test
    void damagedPasswordsAreALine() throws Exception {
        DataHome home = new DataHome(place.resolve("data"));
        home.prepare();
        home.address(true, System.err);
        Files.writeString(place.resolve("data/database.password"), "x");
        assertThatThrownBy(home::databasePasswords)
                .isInstanceOf(DataHome.Refusal.class)
                .hasMessageEndingWith("database.password is damaged: restore it from your backup");
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextAndWhatALivingOneUsesIsNot() throws Exception {
        Path data = Files.createDirectory(place.resolve("data"));
        Path left;
        try (TemporaryFolder killed = TemporaryFolder.in(data)) {
            left = Files.createDirectory(killed.path().resolve("download"));
            Files.writeString(left.resolve("list.mbox"), "From x");
            Files.createDirectory(data.resolve("tmp/gone"));
            Files.writeString(data.resolve("tmp/gone/list.mbox"), "From x");
            Files.writeString(data.resolve("tmp/gone.lock"), "");

            try (TemporaryFolder next = TemporaryFolder.in(data)) {
                assertThat(data.resolve("tmp/gone")).doesNotExist();
                assertThat(data.resolve("tmp/gone.lock")).doesNotExist();
                assertThat(left.resolve("list.mbox")).exists();
                assertThat(next.path()).isEmptyDirectory();
            }
        }
        assertThat(data.resolve("tmp")).isEmptyDirectory();
    }

    private static List<String> modes(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> !Files.isSymbolicLink(path)).sorted().toList()) {
                found.add(folder.relativize(file) + " "
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        found.remove("ledger.owner rw-r--r--");
        return found;
    }
}
