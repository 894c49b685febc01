package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.store.PostgresLogin.Names;

/** Addresses as people type them, and servers that the ledger cannot use. */
class PostgresLoginTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://db.example.org/ledger               | ledger.database.url names no driver: write it as in jdbc:postgresql://HOST:PORT/DATABASE
            postgres://db.example.org/ledger                 | ledger.database.url names no driver: write it as in jdbc:postgresql://HOST:PORT/DATABASE
            db.example.org                                   | ledger.database.url is no address of a database: write it as in jdbc:postgresql://HOST:PORT/DATABASE
            jdbc:mysql://db.example.org/ledger               | ledger.database.url names a database that is neither H2 nor PostgreSQL: write it as in jdbc:postgresql://HOST:PORT/DATABASE
            jdbc:oracle:thin:@db.example.org:1521/ledger     | ledger.database.url names a database that is neither H2 nor PostgreSQL: write it as in jdbc:postgresql://HOST:PORT/DATABASE
            jdbc:postgresql://db.example.org                 | ledger.database.url cannot be read: write it as in jdbc:postgresql://HOST:PORT/DATABASE
            jdbc:postgresql://db.example.org/                | ledger.database.url cannot be read: write it as in jdbc:postgresql://HOST:PORT/DATABASE
            jdbc:postgresql://db.example.org:99999999/ledger | ledger.database.url cannot be read: write it as in jdbc:postgresql://HOST:PORT/DATABASE
            """)
    void anAddressThatCannotBeUsedIsALine(String url, String line) {
        assertThat(PostgresLogin.problem(url, Names.SETTINGS)).contains(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ledger:s3cret@db.example.org/ledger",
                "jdbc:postgresql://db.example.org/ledger?user=ledger&password=s3cret",
                "jdbc:postgresql://db.example.org/ledger?sslpassword=s3cret",
                "postgres://ledger:s3cret@db.example.org/ledger"
            })
    void aPasswordInAnAddressIsNotRepeated(String url) {
        assertThat(PostgresLogin.problem(url, Names.OPTIONS))
                .contains("a password stands in --to: put it into a file, and name that in --password-file");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.org/ledger, db.example.org:5432/ledger",
        "jdbc:postgresql://[::1]:5433/ledger?sslmode=require, [::1]:5433/ledger",
        "'jdbc:postgresql://one.example.org,two.example.org/ledger?targetServerType=primary', 'one.example.org,two.example.org:5432,5432/ledger'"
    })
    void whatTheDriverReadsIsTaken(String url, String place) {
        assertThat(PostgresLogin.problem(url, Names.SETTINGS)).isEmpty();
        assertThat(new PostgresLogin(url, "ledger", Optional.of("s3cret")).place())
                .isEqualTo(place);
        assertThat(new PostgresLogin(url, "ledger", Optional.of("s3cret")).toString())
                .doesNotContain("s3cret");
    }

    @Test
    void nobodyAnswers() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(problem(port))
                .contains("no PostgreSQL answers at 127.0.0.1:" + port
                        + "/ledger: start it, or correct ledger.database.url");
    }

    @Test
    void anOldServerIsNamedWithItsVersion() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> old(server));
            assertThat(problem(server.getLocalPort()))
                    .contains("the PostgreSQL at 127.0.0.1:" + server.getLocalPort()
                            + "/ledger has version 11, and the ledger needs 14 or newer: upgrade it, or name another in"
                            + " ledger.database.url");
        }
    }

    private static Optional<String> problem(int port) {
        return PostgresServer.problem(
                new PostgresLogin(
                        "jdbc:postgresql://127.0.0.1:" + port + "/ledger?sslmode=disable&gssEncMode=disable",
                        "ledger",
                        Optional.of("s3cret")),
                Names.SETTINGS);
    }

    /** Lets anybody in, says that it is version 11, and has nothing to say to any statement. */
    private static void old(ServerSocket server) {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            in.readNBytes(in.readInt() - 4);
            out.writeByte('R');
            out.writeInt(8);
            out.writeInt(0);
            for (String[] said : new String[][] {
                {"server_version", "11.22"},
                {"server_encoding", "UTF8"},
                {"client_encoding", "UTF8"},
                {"DateStyle", "ISO, MDY"},
                {"integer_datetimes", "on"},
                {"standard_conforming_strings", "on"},
                {"TimeZone", "UTC"}
            }) {
                byte[] name = said[0].getBytes(StandardCharsets.US_ASCII);
                byte[] value = said[1].getBytes(StandardCharsets.US_ASCII);
                out.writeByte('S');
                out.writeInt(4 + name.length + 1 + value.length + 1);
                out.write(name);
                out.writeByte(0);
                out.write(value);
                out.writeByte(0);
            }
            ready(out);
            while (true) {
                int kind = in.readByte();
                in.readNBytes(in.readInt() - 4);
                if (kind == 'S' || kind == 'Q') {
                    ready(out);
                }
            }
        } catch (IOException e) {
            // the client has seen enough
        }
    }

    private static void ready(DataOutputStream out) throws IOException {
        out.writeByte('Z');
        out.writeInt(5);
        out.writeByte('I');
        out.flush();
    }
}
