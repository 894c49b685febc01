package org.triageledger.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a command and the service say to each other over the loopback interface. The command sends the token and what it was asked;
 * the service says whether it takes the command, and then sends pieces: a kind, a length and bytes; at the end the exit code.
 *
 * <p>What a command needs of it has no lambdas and joins no strings by {@code +}: each would cost the JVM a tenth of the time that all
 * of it may take.
 */
final class CommandProtocol {
    /** In the data directory, for its owner alone: the port and the token of the service that runs. */
    static final String FILE = "ledger.service";

    /** The JVM's property that names the jar, where a few classes of it run by themselves to ask. */
    private static final String JAR = "asking.jar";

    static final byte[] LOOPBACK = {127, 0, 0, 1};

    static final int TAKEN = 'T';

    /** Taken, and nobody else may do it from now on: it may change something. */
    static final int TAKEN_ALONE = 'A';

    static final int NOT_TAKEN = 'N';
    static final int OUT = 1;
    static final int ERR = 2;
    static final int END = 3;

    /** More than any line that a person types; longer ones are not asked. */
    private static final int MOST_ARGUMENTS = 1_000;

    /** Variables that say something else than a setting. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "LEDGER_DATA",
            "LEDGER_CONFIG",
            "LEDGER_BY",
            "LEDGER_JAVA_OPTS",
            "LEDGER_BUILD",
            "LEDGER_AOT",
            "LEDGER_ASK");

    static final String SUDO_USER = "SUDO_USER";
    static final String USER = "user.name";

    /** Those of them that a command reads, and who runs it. */
    private static final List<String> SAID = List.of("LEDGER_DATA", "LEDGER_CONFIG", "LEDGER_BY", SUDO_USER);

    /** What environment and JVM options set at the start of this process: who has other settings may get other answers. */
    static final String SETTINGS = settings(System.getenv(), System.getProperties());

    private CommandProtocol() {}

    /** Where the service listens, and what it wants to hear first. */
    record Place(int port, String token) {
        String text() {
            return port + "\n" + token + "\n";
        }

        /** @throws IOException where it is no such file */
        static Place read(String text) throws IOException {
            String[] lines = text.split("\n", -1);
            try {
                int port = Integer.parseInt(lines[0]);
                if (lines.length > 1 && port > 0 && port < 65_536) {
                    return new Place(port, lines[1]);
                }
            } catch (NumberFormatException e) {
                // damaged
            }
            throw new IOException("damaged");
        }
    }

    /**
     * What a command asks.
     *
     * @param build of the program that asks; another one may answer otherwise
     * @param settings a hash of what its environment sets
     * @param folder where it was started, absolute
     * @param environment the variables that a command reads, and under {@value #USER} as whom it runs
     */
    record Asked(String build, String settings, String folder, Map<String, String> environment, List<String> args) {
        void write(DataOutputStream out) throws IOException {
            out.writeUTF(build);
            out.writeUTF(settings);
            out.writeUTF(folder);
            out.writeShort(environment.size());
            for (Map.Entry<String, String> each : environment.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeUTF(each.getValue());
            }
            out.writeShort(args.size());
            for (String arg : args) {
                out.writeUTF(arg);
            }
            out.flush();
        }

        static Asked read(DataInputStream in) throws IOException {
            String build = in.readUTF();
            String settings = in.readUTF();
            String folder = in.readUTF();
            Map<String, String> environment = new TreeMap<>();
            for (int i = bounded(in.readUnsignedShort(), SAID.size() + 1); i > 0; i--) {
                environment.put(in.readUTF(), in.readUTF());
            }
            List<String> args = new ArrayList<>();
            for (int i = bounded(in.readUnsignedShort(), MOST_ARGUMENTS); i > 0; i--) {
                args.add(in.readUTF());
            }
            return new Asked(build, settings, folder, environment, args);
        }

        private static int bounded(int number, int most) throws IOException {
            if (number > most) {
                throw new IOException("too many");
            }
            return number;
        }
    }

    static Map<String, String> said(Map<String, String> environment) {
        Map<String, String> said = new TreeMap<>();
        for (String name : SAID) {
            if (environment.containsKey(name)) {
                said.put(name, environment.get(name));
            }
        }
        said.put(USER, System.getProperty(USER, ""));
        return said;
    }

    /** Names the jar that runs, as it lies on the disk: a newer one is another build, also under the same version. */
    static String build() {
        String first = System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
        File jar = new File(System.getProperty(JAR, first));
        return String.join(" ", jar.getName(), Long.toString(jar.length()), Long.toString(jar.lastModified()));
    }

    /** A hash of the settings in variables and JVM options; where the pages are served and what is logged changes no answer. */
    static String settings(Map<String, String> environment, Properties jvm) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> each : new TreeMap<>(environment).entrySet()) {
            String name = each.getKey();
            if ((name.startsWith("LEDGER_") || name.startsWith("QUARKUS_"))
                    && !NO_SETTINGS.contains(name)
                    && !name.startsWith("QUARKUS_HTTP_")
                    && !name.startsWith("QUARKUS_LOG_")) {
                text.append(name).append('=').append(each.getValue()).append('\n');
            }
        }
        for (String name : new TreeSet<>(jvm.stringPropertyNames())) {
            if ((name.startsWith("ledger.") || name.startsWith("quarkus.") || name.startsWith("store."))
                    && !name.startsWith("quarkus.http.")
                    && !name.startsWith("quarkus.log.")) {
                text.append(name).append('=').append(jvm.getProperty(name)).append('\n');
            }
        }
        if (text.isEmpty()) {
            return "";
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
