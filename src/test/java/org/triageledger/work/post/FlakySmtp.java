package org.triageledger.work.post;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A mail server that takes mail, or does not, as it is told; and one that takes it and breaks off before it says so. */
public final class FlakySmtp implements QuarkusTestResourceLifecycleManager {
    /** What it does with a connection. */
    enum Mood {
        TAKES,
        IS_BUSY,
        REFUSES_THE_MAIL,
        HANGS_UP,
        TAKES_AND_HANGS_UP
    }

    /** @param replied whether the sender was told that it was taken */
    public record Taken(String to, String messageId, boolean replied) {}

    public static final List<Taken> TAKEN = new CopyOnWriteArrayList<>();
    private static volatile Supplier<Mood> moods = () -> Mood.TAKES;

    private final ServerSocket socket;

    public FlakySmtp() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails half of the time, in every way there is; rarely it takes a mail and does not say so. */
    public static void failsHalfOfTheTime(Random random) {
        moods = () -> switch (random.nextInt(12)) {
            case 0, 1 -> Mood.IS_BUSY;
            case 2, 3 -> Mood.REFUSES_THE_MAIL;
            case 4 -> Mood.HANGS_UP;
            case 5 -> Mood.TAKES_AND_HANGS_UP;
            default -> Mood.TAKES;
        };
    }

    @Override
    public Map<String, String> start() {
        TAKEN.clear();
        Thread.ofVirtual().start(this::serve);
        return Map.of(
                "ledger.smtp.host", "127.0.0.1",
                "ledger.smtp.security", "plain",
                "ledger.smtp.from", "ledger@example.org",
                "ledger.smtp.port", String.valueOf(socket.getLocalPort()));
    }

    @Override
    public void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                talk(in, client.getOutputStream(), moods.get());
            } catch (IOException closed) {
                // the client went, or the test is over
            }
        }
    }

    private static void talk(BufferedReader in, OutputStream out, Mood mood) throws IOException {
        if (mood == Mood.HANGS_UP) {
            return;
        }
        say(out, mood == Mood.IS_BUSY ? "421 too busy" : "220 here");
        String to = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String word = line.toUpperCase(Locale.ROOT);
            if (word.startsWith("QUIT")) {
                say(out, "221 bye");
                return;
            } else if (word.startsWith("RCPT")) {
                to = line.replaceAll(".*<(.*)>.*", "$1");
                say(out, "250 yes");
            } else if (word.equals("DATA")) {
                say(out, "354 go on");
                String id = data(in);
                switch (mood) {
                    case REFUSES_THE_MAIL -> say(out, "451 not now");
                    case TAKES_AND_HANGS_UP -> {
                        TAKEN.add(new Taken(to, id, false));
                        return;
                    }
                    default -> {
                        TAKEN.add(new Taken(to, id, true));
                        say(out, "250 taken");
                    }
                }
            } else {
                say(out, "250 yes");
            }
        }
    }

    /** The Message-ID of the mail. */
    private static String data(BufferedReader in) throws IOException {
        String id = "";
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
                id = line.replaceAll(".*<(.*)>.*", "$1");
            }
        }
        return id;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
