package org.triageledger.mailbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.triageledger.mailbox.imap.Cancellation;

/** Stands between a client and a server on this machine, and keeps what passes through it. */
public final class WireTap implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answered = new ByteArrayOutputStream();

    public WireTap(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("tap").start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** What clients have asked for, without tags. */
    public List<String> commands() {
        return asked.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    public String answered() {
        return answered.toString(StandardCharsets.ISO_8859_1);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, asked));
                Thread.ofVirtual().start(() -> pass(server, client, answered));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void pass(Socket from, Socket to, ByteArrayOutputStream copy) {
        byte[] buffer = new byte[1 << 16];
        try {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                copy.write(buffer, 0, read);
                to.getOutputStream().write(buffer, 0, read);
                read = from.getInputStream().read(buffer);
            }
        } catch (IOException gone) {
            // one of the two has left
        }
        Cancellation.close(from);
        Cancellation.close(to);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(Cancellation::close);
    }
}
