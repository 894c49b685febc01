package org.triageledger.mailbox.imap;

import java.io.IOException;
import java.net.Socket;
import org.eclipse.angus.mail.iap.ProtocolException;

/** From a fresh connection to a signed-in one. */
final class SignIn {
    private final MailboxAccount account;
    private final FaultTranslator faults;
    private final ConnectionFactory dial;

    SignIn(MailboxAccount account, FaultTranslator faults, ConnectionFactory dial) {
        this.account = account;
        this.faults = faults;
        this.dial = dial;
    }

    Imap over(Socket socket) throws MailboxFault {
        try {
            Imap imap = switch (account.server().security()) {
                case TLS -> greeted(dial.secure(socket));
                case STARTTLS -> upgraded(socket);
                case PLAIN, INSECURE -> greeted(socket);
            };
            if (!imap.isAuthenticated()) {
                authenticate(imap);
                // what is offered can change with the sign-in, and not every server says so by itself
                imap.capability();
            }
            return imap;
        } catch (IOException | ProtocolException | IndexOutOfBoundsException e) {
            throw faults.talking(e);
        }
    }

    /**
     * Says which program this is where the server wants to know (RFC 2971): some open no folder before that. Nothing in it is of
     * the machine, its user or the team. Then asks to be told by UID what is taken away (RFC 7162 §3.2.5).
     *
     * @return whether the server will tell
     */
    boolean introduced(Imap imap) throws MailboxFault {
        try {
            if (imap.hasCapability("ID")) {
                imap.run("ID (\"name\" \"triage-ledger\")", null, response -> response.keyEquals("ID"));
            }
            return imap.hasCapability("ENABLE")
                    && imap.hasCapability("QRESYNC")
                    && imap.run("ENABLE QRESYNC", null, response -> response.keyEquals("ENABLED"))
                            .isOK();
        } catch (IOException | ProtocolException | IndexOutOfBoundsException e) {
            throw faults.talking(e);
        }
    }

    private Imap greeted(Socket socket) throws IOException, ProtocolException {
        Imap imap = speak(socket);
        imap.greet();
        imap.capability();
        return imap;
    }

    /** Whatever was said before TLS is forgotten with the streams it came through (RFC 9051 §6.2.1, §11.1). */
    private Imap upgraded(Socket socket) throws MailboxFault, IOException, ProtocolException {
        Imap plain = greeted(socket);
        if (plain.isAuthenticated() || !plain.hasCapability("STARTTLS")) {
            throw faults.of(MailboxProblem.Kind.TLS, "the server offers no STARTTLS; check port and kind of security");
        }
        plain.simpleCommand("STARTTLS", null);
        Imap imap = speak(dial.secure(socket));
        imap.capability();
        return imap;
    }

    private Imap speak(Socket socket) throws IOException {
        GuardedInput in = new GuardedInput(
                socket, account.rhythm().timeout(), account.limits().messageCap());
        return new Imap(in, socket.getOutputStream());
    }

    private void authenticate(Imap imap) throws MailboxFault {
        MailboxAccount.Login login = account.login();
        String secret = secret(login);
        try {
            if (login.kind() == MailboxAccount.Login.Kind.OAUTH2) {
                imap.authoauth2(login.user(), secret);
            } else if (imap.hasCapability("AUTH=PLAIN")) {
                imap.authplain("", login.user(), secret);
            } else if (imap.hasCapability("LOGINDISABLED")) {
                throw faults.of(MailboxProblem.Kind.TLS, "the server takes no password on this connection; use TLS");
            } else {
                imap.login(login.user(), secret);
            }
        } catch (ProtocolException e) {
            MailboxFault fault = faults.signingIn(e);
            if (fault.kind() == MailboxProblem.Kind.SIGN_IN) {
                login.refused().run();
            }
            throw fault;
        }
    }

    private String secret(MailboxAccount.Login login) throws MailboxFault {
        try {
            return login.secret().get();
        } catch (RuntimeException e) {
            throw faults.of(MailboxProblem.Kind.SIGN_IN, "its password or token cannot be had; check the settings");
        }
    }
}
