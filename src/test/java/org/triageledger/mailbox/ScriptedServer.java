package org.triageledger.mailbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.triageledger.mailbox.imap.Cancellation;

/** An IMAP server that keeps to the protocol except where a test says otherwise. */
final class ScriptedServer implements AutoCloseable {
    /** What the server answers to one command: text with {@code TAG} for the tag; empty for the proper answer. */
    interface Quirk {
        Optional<String> answer(ScriptedServer server, String command);
    }

    static final long VALIDITY = 77;

    final Map<Long, String> messages = new TreeMap<>();
    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile Quirk quirk;
    private volatile String greeting = "* OK ready\r\n";

    ScriptedServer(Quirk quirk) throws IOException {
        this.quirk = quirk;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("scripted").start(this::accept);
    }

    ScriptedServer() throws IOException {
        this((server, command) -> Optional.empty());
    }

    ScriptedServer greeting(String text) {
        greeting = text;
        return this;
    }

    ScriptedServer quirk(Quirk next) {
        quirk = next;
        return this;
    }

    ScriptedServer with(long uid, String subject) {
        messages.put(uid, GreenBox.plain(subject));
        return this;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What clients have asked for, without tags. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = socket.getOutputStream()) {
            say(out, greeting);
            String line = in.readLine();
            while (line != null) {
                int space = line.indexOf(' ');
                String tag = space < 0 ? "" : line.substring(0, space);
                String command = line.substring(space + 1);
                commands.add(command);
                String answer = quirk.answer(this, command).orElseGet(() -> proper(command));
                say(out, answer.replace("TAG", tag));
                if (answer.startsWith("* BYE")) {
                    return;
                }
                line = in.readLine();
            }
        } catch (IOException gone) {
            // the client has left
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String proper(String command) {
        String verb = command.split(" ", 2)[0];
        return switch (verb) {
            case "CAPABILITY" -> "* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n";
            case "EXAMINE" -> examined(nextUid());
            case "UID" -> command.startsWith("UID SEARCH") ? "* SEARCH\r\nTAG OK done\r\n" : fetched(command);
            case "LOGOUT" -> "* BYE bye\r\nTAG OK done\r\n";
            default -> "TAG OK done\r\n";
        };
    }

    private long nextUid() {
        return messages.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
    }

    String examined(long uidNext) {
        return "* " + messages.size() + " EXISTS\r\n* OK [UIDVALIDITY " + VALIDITY + "] valid\r\n* OK [UIDNEXT "
                + uidNext + "] next\r\nTAG OK [READ-ONLY] done\r\n";
    }

    private String fetched(String command) {
        return answers(command).stream().collect(Collectors.joining()) + "TAG OK done\r\n";
    }

    /** The untagged answers to a UID FETCH, one an element. */
    List<String> answers(String command) {
        List<String> out = new ArrayList<>();
        Set<Long> asked = asked(command);
        int number = 0;
        for (Map.Entry<Long, String> entry : messages.entrySet()) {
            number++;
            if (asked.contains(entry.getKey())) {
                out.add(answer(number, entry.getKey(), entry.getValue(), command.contains("BODY.PEEK[]")));
            }
        }
        return out;
    }

    static String answer(int number, long uid, String text, boolean whole) {
        String body = " RFC822.SIZE " + text.length() + " INTERNALDATE \" 1-Nov-2026 09:00:00 +0100\" BODY[]<0> {"
                + text.length() + "}\r\n" + text;
        return "* " + number + " FETCH (UID " + uid + (whole ? body : "") + ")\r\n";
    }

    private Set<Long> asked(String command) {
        String[] range = command.split(" ")[2].split(":");
        long first = Long.parseLong(range[0]);
        String last = range[range.length - 1];
        long highest = nextUid() - 1;
        long end = last.equals("*") ? highest : Long.parseLong(last);
        return messages.keySet().stream()
                .filter(uid -> uid >= Math.min(first, end) && uid <= Math.max(first, end))
                .collect(Collectors.toSet());
    }

    static boolean isBodyFetch(String command) {
        return command.startsWith("UID FETCH") && command.contains("BODY.PEEK");
    }

    static boolean asksFor(String command, long uid) {
        if (!isBodyFetch(command)) {
            return false;
        }
        long[] range = Arrays.stream(command.split(" ")[2].split(":"))
                .mapToLong(Long::parseLong)
                .toArray();
        return range[0] <= uid && uid <= range[range.length - 1];
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            Cancellation.close(socket);
        }
    }
}
