# shellcheck shell=bash disable=SC2154
# For the scripts in bin/: finding a JDK, building the jar, starting it. Sourced, never run.
# Expects $home, the folder of the repository.

wanted=25
jar=$home/target/triage-ledger-0.1.0-SNAPSHOT-runner.jar

fail() {
    echo "${0##*/}: $1" >&2
    exit "${failed:-1}"
}

# The major version of the JDK in a folder, from its release file (no start of a JVM), or nothing. Where nothing is to be built, a JRE
# is enough.
jdk_version() {
    local tool=javac
    if [ "${LEDGER_BUILD:-on}" = off ] && [ -f "$jar" ]; then
        tool=java
    fi
    [ -x "$1/bin/$tool" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

is_jdk() {
    local version
    version=$(jdk_version "$1")
    [ -n "$version" ] && [ "$version" -ge "$wanted" ]
}

# Sets and exports JAVA_HOME: as it is, if that is new enough; else the oldest JDK under /usr/lib/jvm that is; else the one on PATH.
find_jdk() {
    local candidate version best='' best_version=''
    if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then
        export JAVA_HOME
        return
    fi
    for candidate in /usr/lib/jvm/*; do
        version=$(jdk_version "$candidate")
        if [ -n "$version" ] && [ "$version" -ge "$wanted" ] && { [ -z "$best" ] || [ "$version" -lt "$best_version" ]; }; then
            best=$candidate
            best_version=$version
        fi
    done
    if [ -z "$best" ] && candidate=$(command -v javac); then
        candidate=$(readlink -f "$candidate")
        candidate=${candidate%/bin/javac}
        if is_jdk "$candidate"; then
            best=$candidate
        fi
    fi
    [ -n "$best" ] || fail "no JDK $wanted found: install one (https://adoptium.net, or Debian's openjdk-$wanted-jdk-headless) and set JAVA_HOME to it"
    export JAVA_HOME=$best
}

# Runs the command after the name of a lock file while holding the lock; without flock(1), just runs it.
locked() {
    local lock=$1
    shift
    mkdir -p "${lock%/*}"
    if command -v flock >/dev/null; then
        (
            flock 9
            "$@" 9>&-
        ) 9>"$lock"
    else
        "$@"
    fi
}

is_stale() {
    [ -f "$jar" ] || return 0
    [ -f "$home/pom.xml" ] || return 1
    [ -n "$(find "$home/src/main" "$home/pom.xml" -newer "$jar" -print -quit)" ]
}

# Maven, without questions and without the JVM's own remarks about it.
maven() {
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" ./mvnw -B -ntp "$@" </dev/null
}

build_now() {
    # whoever held the lock before may have built it
    is_stale || return 0
    local started
    echo "building the program (the first time this takes some minutes) …" >&2
    started=$(mktemp "$home/target/.build.XXXXXX")
    if (cd "$home" && maven -q -DskipTests -Dspotless.check.skip package) >&2 && [ -f "$jar" ]; then
        # as old as its sources were: what was saved during the build is built the next time
        touch -r "$started" "$jar"
        rm -f "$started"
    else
        rm -f "$started"
        return 1
    fi
}

# Builds the jar where it is missing or older than its sources. LEDGER_BUILD=off takes the jar as it is.
build() {
    if [ "${LEDGER_BUILD:-on}" = off ] && [ -f "$jar" ]; then
        return
    fi
    if is_stale; then
        locked "$home/target/.build.lock" build_now || fail "the build failed: see above, or run ./mvnw package"
    fi
}

demo_is_stale() {
    local classes=$home/target/test-classes/org/triageledger/demo/DemoMailServer.class
    [ -s "$home/target/demo.classpath" ] && [ -f "$classes" ] || return 0
    [ -n "$(find "$home/src/test/java/org/triageledger/demo" "$home/src/test/resources/demo" "$home/pom.xml" -newer "$home/target/demo.classpath" -print -quit)" ]
}

build_demo_now() {
    demo_is_stale || return 0
    local list=$home/target/demo.classpath.part
    # what a mail was called before must not be loaded
    rm -rf "$home/target/test-classes/demo"
    (
        cd "$home" && maven -q test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
            -Dmdep.includeScope=test -DincludeGroupIds=com.icegreen,org.eclipse.angus,jakarta.mail,jakarta.activation,org.slf4j \
            -Dmdep.outputFile="$list" >&2
    ) && mv -f "$list" "$home/target/demo.classpath"
}

# Compiles the demo's own mail server and notes what it needs to run.
build_demo() {
    if demo_is_stale; then
        locked "$home/target/.build.lock" build_demo_now || fail "the demo's mail server could not be built: see above"
    fi
}

# Standard output belongs to answers: whatever the JVM itself has to say goes to standard error, and only if it is serious.
# The optimising compiler takes more time than it saves (docs/decisions/0005).
every_jvm=(-XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC
    -XX:TieredStopAtLevel=1)
import_heap=(-Xms256m -Xmx256m -Xmn128m)
# What is known of mail are many small objects.
answer_objects=(-XX:+UseCompactObjectHeaders)

# A service that runs on the data directory answers what only reads (org.triageledger.cli.RunningService). A few classes are enough to
# ask it: the JVM starts with them in a fraction of the time that the whole jar takes. Comes back where it did not take the command.
ask() {
    local code=0 classes=$home/target/ask not_taken=120
    if [ "${LEDGER_ASK:-on}" = off ] || ! ask_classes "$classes"; then
        return
    fi
    # shellcheck disable=SC2086 # several options in one variable
    "$JAVA_HOME/bin/java" -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        ${LEDGER_JAVA_OPTS:-} -Dasking.jar="$jar" -cp "$classes" org.triageledger.cli.RunningService "$@" || code=$?
    [ "$code" = $not_taken ] || exit "$code"
    export LEDGER_ASK=off
}

# Takes them out of the jar, once for each build.
ask_classes() {
    [ "$1/done" -nt "$jar" ] && return
    [ -w "$home/target" ] || return 1
    mkdir -p "$1" && (cd "$1" && "$JAVA_HOME/bin/jar" xf "$jar" org/triageledger/cli) && touch "$1/done"
}

# Whether a cache was tried for this jar and this JDK. The jar's time goes first: one built meanwhile needs a cache of its own.
practised() {
    local note=$home/target/$1.aot.jdk
    [ "$note" -nt "$jar" ] && [ "$note" -nt "$JAVA_HOME/release" ] && [ "$(cat "$note")" = "$JAVA_HOME" ]
}

# An mbox of the demo's mails, over and over with other ids: some thousands, so that the JVM sees what is worth compiling.
sample_mbox() {
    awk 'BEGIN { for (round = 1; round <= 10; round++) for (i = 1; i < ARGC; i++) {
            print "From someone@example.org Mon Jan  5 10:00:00 2026"
            while ((getline line < ARGV[i]) > 0) {
                gsub(/[{][{]time [^}]*[}][}]/, "Mon, 5 Jan 2026 10:00:00 +0000", line)
                if (line ~ /^(Message-ID|In-Reply-To|References):/) gsub(/@/, "-" round "@", line)
                sub(/^From /, ">From ", line)
                print line
            }
            close(ARGV[i])
            print ""
        } }' "$home"/src/test/resources/demo/mailbox/*.eml
}

# Lets a harmless command run once and keeps what the JVM learned (JEP 483, 514, 515) in target/KIND.aot: later starts take a fourth
# of the time, and an import knows from its first mail on what to compile. KIND is import, or ledger for all else. Whatever goes
# wrong here does not matter, and is not tried again; where another process is at it, this one goes on without.
practise() {
    local kind=$1 scratch
    if practised "$kind" || ! [ -w "$home/target" ]; then
        return
    fi
    scratch=$(mktemp -d "$home/target/.aot.XXXXXX") || return 0
    (
        if command -v flock >/dev/null; then
            flock -n 9 || exit 0
        fi
        # what is practised must reach nobody's database, whatever settings stand here or in the environment
        cd "$scratch" && unset "${!QUARKUS_@}" "${!LEDGER_@}" || exit 0
        echo "$JAVA_HOME" >"$scratch/jdk"
        rm -f "$home/target/$kind.aot"
        commands=(init)
        heap=(-Xmx256m "${answer_objects[@]}")
        if [ "$kind" = import ]; then
            sample_mbox >"$scratch/sample.mbox"
            commands=(import --source sample "$scratch/sample.mbox")
            heap=("${import_heap[@]}")
        fi
        if "$JAVA_HOME/bin/java" "${every_jvm[@]}" "${heap[@]}" -XX:AOTCacheOutput="$scratch/aot" -jar "$jar" --data "$scratch/data" "${commands[@]}" 9>&-; then
            mv -f "$scratch/aot" "$home/target/$kind.aot"
        fi
        mv -f "$scratch/jdk" "$home/target/$kind.aot.jdk"
    ) </dev/null >"$scratch/log" 2>&1 9>"$home/target/.aot.lock" || true
    rm -rf "$scratch"
}
