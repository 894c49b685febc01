package org.triageledger.mailbox.imap;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import jdk.net.ExtendedSocketOptions;

/** Makes connections to a server. */
final class ConnectionFactory {
    private final MailboxAccount.Server server;
    private final Duration timeout;
    private final FaultTranslator faults;

    ConnectionFactory(MailboxAccount account, FaultTranslator faults) {
        this.server = account.server();
        this.timeout = account.rhythm().timeout();
        this.faults = faults;
    }

    /** Tries each address of the host in turn: the first may be one that this machine has no route to. */
    Socket connect(Cancellation stop) throws MailboxFault, InterruptedException {
        IOException failure = new UnknownHostException();
        for (InetAddress address : addresses()) {
            Socket socket = new Socket();
            stop.hold(socket);
            try {
                socket.setTcpNoDelay(true);
                keepAlive(socket);
                socket.connect(new InetSocketAddress(address, server.port()), (int) timeout.toMillis());
                return socket;
            } catch (IOException e) {
                Cancellation.close(socket);
                failure = e;
            }
        }
        throw faults.reaching(failure);
    }

    private InetAddress[] addresses() throws MailboxFault {
        try {
            return InetAddress.getAllByName(server.host());
        } catch (UnknownHostException e) {
            throw faults.reaching(e);
        }
    }

    /** Finds a peer that vanished without a word, within about two minutes, at no cost to the server's mail process. */
    private static void keepAlive(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 60);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 15);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 4);
        }
    }

    /** Lays TLS over a connection and checks that the certificate is trusted and the host's own (RFC 9525). */
    SSLSocket secure(Socket plain) throws MailboxFault {
        SSLSocketFactory factory = factory();
        try {
            SSLSocket socket = (SSLSocket) factory.createSocket(plain, server.host(), server.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw faults.reaching(e);
        }
    }

    private SSLSocketFactory factory() throws MailboxFault {
        try {
            if (server.authority().isEmpty()) {
                return SSLContext.getDefault().getSocketFactory();
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities(server.authority().get()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw faults.of(
                    MailboxProblem.Kind.CERTIFICATE, "the file with its authority's certificates cannot be read");
        }
    }

    private static KeyStore authorities(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count++, certificate);
            }
        }
        return store;
    }
}
