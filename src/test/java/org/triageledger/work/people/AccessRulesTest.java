package org.triageledger.work.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.work.config.KeptAddress;

/** The rules of passwords, pauses, addresses and scopes, each a function of what it is given. */
class AccessRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "Tr0ub4dor and the seven",
                "blue kettle, wet dog",
                "käse und brot am see",
                "パスワードは長いほうがいい",
                "xkqzvjwpmbtd",
                "7h3-q9w-zzk-1r5",
                " leading and trailing ",
                "a3f8-9k2m-q7xz-p4wt"
            })
    void aLongOneThatNobodyTriesFirstIsTaken(String password) {
        assertThat(PasswordRules.problem(password, "ada")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            |too short
            elevenchars|too short
            ääääöööööüü|too short
            aaaaaaaaaaaa|tried first
            abababababab|tried first
            abcabcabcabc|tried first
            abcdefabcdefab|tried first
            correctcorrect|tried first
            123456789012|tried first
            098765432109|tried first
            abcdefghijkl|tried first
            ABCDEFGHIJKL|tried first
            qwertyuiopas|tried first
            qwertyuiop[]|tried first
            asdfghjkl123|tried first
            1qaz2wsx3edc|tried first
            1q2w3e4r5t6y|tried first
            zxcvbnm12345|tried first
            password1234|tried first
            Password123!|tried first
            P@ssw0rd1234|tried first
            P@$$w0rd2026!|tried first
            passwordpassword|tried first
            1234passwords|tried first
            letmein12345|tried first
            $unshine2024!|tried first
            iloveyou1234|tried first
            finalfantasy|tried first
            Triage Ledger|tried first
            triageledger1|tried first
            dragon839201|tried first
            my name is ada x|contains the name
            ADAlovelace 99|contains the name
            """)
    void othersAreRefusedWithWhatToDo(String password, String why) {
        assertThat(PasswordRules.problem(password == null ? "" : password, "ada")
                        .orElseThrow())
                .contains(why)
                .contains(":");
    }

    @Test
    void anythingBcryptWouldCutOffIsRefusedAndNothingShorter() {
        String long72 = "xkqzvj wpmbtd ".repeat(6).substring(0, 67) + "12é!";
        assertThat(long72.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize(72);
        assertThat(PasswordRules.problem("q7" + long72, "ada").orElseThrow()).contains("too long");
        assertThat(PasswordRules.problem(
                        "some other words, and so on, and on, and on until here it ends at 72 ok!", "ada"))
                .isEmpty();
        assertThat(PasswordRules.problem("é".repeat(20) + "correct horse battery staple again", "ada")
                        .orElseThrow())
                .contains("too long");
    }

    @Test
    void aNameOfOneOrTwoLettersStandsInManyPasswords() {
        assertThat(PasswordRules.problem("correct horse battery", "co")).isEmpty();
        assertThat(PasswordRules.problem("correct horse battery", "cor")).isPresent();
    }

    @Test
    void oneKeyboardMakesOneCharacterWhereAnotherMakesTwo() {
        assertThat(PasswordRules.normal("ka\u0308se")).isEqualTo(PasswordRules.normal("käse"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "192.0.2.77, full, 192.0.2.77",
                "192.0.2.77, network, 192.0.2.0/24",
                "192.0.2.77, none, -",
                "2001:db8:12:3456::1, full, 2001:db8:12:3456:0:0:0:1",
                "2001:db8:12:3456::1, network, 2001:db8:12::/48",
                "2001:db8::1, network, 2001:db8:0::/48",
                "fe80::1%eth0, network, fe80:0:0::/48",
                "::ffff:192.0.2.77, network, 192.0.2.0/24",
                "127.0.0.1, full, -",
                "::1, network, -",
                "example.org, full, -",
                "1.2.3, full, -",
                "999.1.1.1, full, -",
                "'', network, -"
            })
    void anAddressIsKeptAsConfigured(String address, String how, String kept) {
        assertThat(KeptAddress.of(address, how)).isEqualTo(Optional.ofNullable(kept));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0", "5, 30", "6, 60", "7, 120", "9, 480", "10, 900", "11, 900", "1000000, 900"})
    void aPauseDoublesUpToAQuarterOfAnHour(int failures, long seconds) {
        assertThat(SignInLimits.pause(failures, 5).orElse(Duration.ZERO)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/members,              true,  true,  false",
        "HEAD, /api/v1/members,              true,  true,  false",
        "POST, /api/v1/leaves,               false, true,  false",
        "PUT,  /api/v1/drafts/d1,            false, true,  false",
        "GET,  /api/v1/account,              true,  true,  false",
        "GET,  /api/v1/accounts,             true,  true,  false",
        "POST, /api/v1/account/password,     false, false, false",
        "POST, /api/v1/account/tokens,       false, false, false",
        "POST, /api/v1/accounts/invitations, false, false, false",
        "POST, /api/v1/accounts/ada/removal, false, false, false",
        "GET,  /review.ics,                  true,  true,  true",
        "POST, /review.ics,                  false, false, false",
        "GET,  /,                            false, false, false",
        "GET,  /members/ada,                 false, false, false",
        "POST, /me/resign,                   false, false, false",
        "GET,  /review.ics/,                 false, false, false",
        "GET,  /api/v2/members,              false, false, false"
    })
    void aScopeCoversNoMoreThanItSays(String method, String path, boolean read, boolean act, boolean calendar) {
        assertThat(TokenScope.READ.covers(method, path)).isEqualTo(read);
        assertThat(TokenScope.READ_AND_ACT.covers(method, path)).isEqualTo(act);
        assertThat(TokenScope.CALENDAR.covers(method, path)).isEqualTo(calendar);
    }
}
