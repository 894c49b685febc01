package org.triageledger.mailbox.imap;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;

/**
 * Turns what went wrong into a sentence of our own. What a server or a library wrote is not repeated, for it may quote a mail; but
 * plain words with which a server refuses to open a folder at all are.
 */
public final class FaultTranslator {
    /** Response codes by which a server says that it is at fault itself, and for now (RFC 9051 §7.1). */
    private static final Set<String> BUSY = Set.of("UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "CONTACTADMIN");

    /** Words without names, addresses, links and codes. */
    private static final Pattern PLAIN_WORDS = Pattern.compile("[A-Za-z][A-Za-z ,.;:'()!?-]{2,120}");

    private final MailboxAccount account;

    public FaultTranslator(MailboxAccount account) {
        this.account = account;
    }

    public MailboxFault of(MailboxProblem.Kind kind, String what) {
        return new MailboxFault(kind, account + ": " + what);
    }

    MailboxFault reaching(IOException e) {
        return switch (e) {
            case UnknownHostException u -> with(MailboxProblem.Kind.UNKNOWN_HOST, "no host has this name; check it", u);
            case SocketTimeoutException t ->
                with(
                        MailboxProblem.Kind.UNREACHABLE,
                        "no connection within the time-out; check host, port and firewall",
                        t);
            case SSLException s -> tls(s);
            default ->
                with(
                        MailboxProblem.Kind.UNREACHABLE,
                        "nothing answers there; check host and port, or wait for the server",
                        e);
        };
    }

    private MailboxFault tls(SSLException e) {
        boolean certificate = false;
        boolean chain = false;
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof CertificateExpiredException) {
                return with(MailboxProblem.Kind.CERTIFICATE, "the server's certificate has expired", e);
            }
            certificate |= at instanceof CertificateException;
            chain |= at instanceof CertPathBuilderException || at instanceof CertPathValidatorException;
        }
        if (chain) {
            return with(
                    MailboxProblem.Kind.CERTIFICATE, "the server's certificate is not trusted; name its authority", e);
        }
        return certificate
                ? with(MailboxProblem.Kind.CERTIFICATE, "the server's certificate is for another host", e)
                : with(MailboxProblem.Kind.TLS, "no TLS connection could be made; check port and kind of security", e);
    }

    MailboxFault signingIn(ProtocolException e) {
        if (e instanceof CommandFailedException failed && !busy(failed.getResponse())) {
            return with(MailboxProblem.Kind.SIGN_IN, "the server refused the sign-in; check user and password", e);
        }
        return talking(e);
    }

    MailboxFault talking(Exception e) {
        return switch (e) {
            case ConnectionException c -> hungUp(c);
            case CommandFailedException f ->
                with(
                        busy(f.getResponse()) ? MailboxProblem.Kind.BUSY : MailboxProblem.Kind.PROTOCOL,
                        "the server refused a command" + code(f.getResponse()),
                        f);
            case BadCommandException b -> with(MailboxProblem.Kind.PROTOCOL, "the server does not know a command", b);
            case SocketTimeoutException t -> with(MailboxProblem.Kind.SILENT, "the server stopped answering", t);
            case GuardedInput.Excess x ->
                with(MailboxProblem.Kind.PROTOCOL, "the server breaks a limit: " + x.getMessage(), x);
            case IOException lost -> with(MailboxProblem.Kind.LOST, "the connection broke", lost);
            default -> with(MailboxProblem.Kind.PROTOCOL, "the server's answer makes no sense", e);
        };
    }

    /** The library turns a broken connection into a goodbye that carries the cause. */
    private MailboxFault hungUp(ConnectionException e) {
        Response response = e.getResponse();
        if (response != null && response.getException() instanceof IOException cause) {
            return talking(cause);
        }
        return with(MailboxProblem.Kind.LOST, "the server ended the connection" + code(response), e);
    }

    /** Before a folder is open, nothing was read that the server could quote. */
    MailboxFault refusedFolder(Response response) {
        String code = code(response);
        response.reset();
        String words = response.getRest().strip();
        if (words.startsWith("[")) {
            words = words.substring(words.indexOf(']') + 1).strip();
        }
        String said = PLAIN_WORDS.matcher(words).matches() ? "; it says: " + words : "";
        return of(
                busy(response) ? MailboxProblem.Kind.BUSY : MailboxProblem.Kind.FOLDER,
                "the server does not open the folder" + code
                        + "; check its name, and that the server lets this account and program read it" + said);
    }

    public MailboxFault refused(MailboxProblem.Kind kind, String what, Response response) {
        return of(busy(response) ? MailboxProblem.Kind.BUSY : kind, what + code(response));
    }

    private MailboxFault with(MailboxProblem.Kind kind, String what, Throwable cause) {
        return new MailboxFault(kind, account + ": " + what, cause);
    }

    private static boolean busy(@Nullable Response response) {
        return response != null && BUSY.contains(Imap.code(response));
    }

    private static String code(@Nullable Response response) {
        String code = response == null ? "" : Imap.code(response);
        return code.isEmpty() ? "" : " [" + code + "]";
    }
}
